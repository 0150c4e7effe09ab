// What the server said about this page: <script type="application/json" id="page-config"> and the head's metas.

const config = globalThis.document?.getElementById("page-config")

export const page = Object.freeze({
  screen: "",
  meeting_id: null,
  person: null, // {id, name, title, office}; none on the hall screen
  lang: globalThis.document?.documentElement.lang || "vi",
  time_zone: "Asia/Ho_Chi_Minh",
  ...(config ? JSON.parse(config.textContent) : {}),
})

// Read at each use: the token may be renewed while the page is open.
export function csrfToken() {
  return globalThis.document?.querySelector('meta[name="csrf-token"]')?.content ?? ""
}
