// Language, colours and text size: changed at once on the page, saved for the person on every device.

import { api } from "./api.js"
import { Choice } from "./field.js"
import { t } from "./i18n.js"
import { page } from "./page.js"
import { toast } from "./toast.js"
import { html, signal } from "./ui.js"

const root = document.documentElement

const preferences = signal({
  language: root.lang,
  theme: root.dataset.theme ?? "auto",
  text_size: Number(root.dataset.textSize ?? 1),
})

async function prefer(change) {
  const before = preferences.value
  preferences.value = { ...before, ...change }
  root.dataset.theme = preferences.value.theme
  root.dataset.textSize = preferences.value.text_size
  // The sign-in page of this tablet goes by the cookie.
  if (change.language) document.cookie = `language=${change.language}; path=/; max-age=31536000; samesite=lax`
  if (!page.person) return
  try {
    await api.put("/api/me/preferences", preferences.value)
    if (change.language && change.language !== before.language) location.reload()
  } catch (error) {
    // The look stays as chosen here; only the saving failed, and it is said.
    toast(error.message, { kind: "failed" })
  }
}

export function Preferences() {
  const { language, theme, text_size } = preferences.value
  return html`<div class="stack">
    <${Choice}
      label=${t("Text size")}
      value=${text_size}
      onChange=${(value) => prefer({ text_size: value })}
      options=${[t("Small"), t("Normal"), t("Large"), t("Largest")].map((label, value) => ({ value, label }))}
      wrap
    />
    <${Choice}
      label=${t("Colours")}
      value=${theme}
      onChange=${(value) => prefer({ theme: value })}
      options=${[
        { value: "auto", label: t("As the device") },
        { value: "light", label: t("Light") },
        { value: "dark", label: t("Dark") },
        { value: "contrast", label: t("High contrast") },
      ]}
      wrap
    />
    <${Choice}
      label=${t("Language")}
      value=${language}
      onChange=${(value) => prefer({ language: value })}
      options=${[
        { value: "vi", label: "Tiếng Việt" },
        { value: "en", label: "English" },
      ]}
    />
  </div>`
}
