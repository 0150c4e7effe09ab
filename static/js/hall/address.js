// What stands behind the # of the hall screen's address: the token, then settings: #3.ab12…&lang=en&theme=light

export function readAddress(hash) {
  const [token, ...settings] = hash.replace(/^#/, "").split("&")
  const given = new URLSearchParams(settings.join("&"))
  const lang = given.get("lang")
  return {
    token: decodeURIComponent(token),
    meetingId: parseInt(token, 10) || null,
    lang: lang === "vi" || lang === "en" ? lang : null,
    theme: given.get("theme") === "light" ? "light" : "dark",
  }
}

export function writeAddress({ token, lang, theme }) {
  return `#${token}&lang=${lang}${theme === "light" ? "&theme=light" : ""}`
}
