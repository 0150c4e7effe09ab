// One paper as the secretariat keeps it: its first page, its state, and what can be done with it.

import { useAct } from "../core/act.js"
import { api } from "../core/api.js"
import { Badge } from "../core/badge.js"
import { ActButton, ActFailure, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { DraftField, isDraftDirty, useDraft } from "../core/draft.js"
import { SaveBar } from "../core/draft-save.js"
import { formatDateTime, formatSize, t, tn } from "../core/i18n.js"
import { Icon } from "../core/icon.js"
import { Menu, MenuItem } from "../core/menu.js"
import { late } from "../core/on-demand.js"
import { html, useEffect, useState } from "../core/ui.js"
import { store } from "../core/store.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { HeldPaper } from "./held-paper.js"
import { IntakeLine } from "./intake-line.js"
import { isConfidential } from "./confidential.js"
import { levelName } from "./levels.js"
import { keepOf, pageSource } from "./page-source.js"
import { paperWarning } from "./paper-warnings.js"
import { UploadRow } from "./upload-row.js"

const ReplaceDialog = late(() => import("./replace-dialog.js"), "ReplaceDialog", { quiet: true })
const AccessLog = late(() => import("./access-log.js"), "AccessLog", { quiet: true })
const LevelDialog = late(() => import("./level-dialog.js"), "LevelDialog", { quiet: true })
const Versions = late(() => import("./versions.js"), "Versions", { quiet: true })
const LegacyText = late(() => import("./legacy-text.js"), "LegacyText", { quiet: true })
const VisibilityEditor = late(() => import("./visibility-editor.js"), "VisibilityEditor", { quiet: true })

// The warnings that lead to the sentences before and after.
const LEGACY = new Set(["legacy_encoding", "legacy_kept"])

// uploading: new versions of it on their way; onUp, onDown: null where it cannot go further
export function PaperRow({ paper, intake, uploading, onUp, onDown }) {
  const [open, setOpen] = useState(isDraftDirty(`paper/${paper.id}`) ? "title" : null)
  const meetingId = store.meeting.value.id
  const { id, title, version } = paper
  const close = () => setOpen(null)
  const remove = useRemove(paper)
  return html`<li class="paper" data-id=${id}>
    <span class="drag-handle" title=${t("Drag to change the order")}><${Icon} name="drag" /></span>
    <${FirstPage} meetingId=${meetingId} paper=${paper} />
    <div class="grow stack tight">
      ${open === "title" ? html`<${TitleForm} paper=${paper} onDone=${close} />` : html`<p class="paper-title strong">${title}</p>`}
      <p class="paper-facts soft small" title=${(version ?? intake)?.file_name}>${facts(version ?? intake, version)}</p>
      ${version?.note && html`<p class="small"><span class="soft">${t("What has changed:")}</span> ${version.note}</p>`}
      <${Marks} paper=${paper} onLegacy=${() => setOpen("legacy")} />
      ${paper.kept_back && html`<${Release} paper=${paper} />`}
      ${intake?.stamp && html`<${HeldPaper} meetingId=${meetingId} intake=${intake} keep=${keepOf(paper)} />`}
      <${IntakeLine} intake=${intake} replaces=${version && intake && version.id !== intake.id} onReplace=${() => setOpen("replace")} />
      ${uploading.map((upload) => html`<${UploadRow} key=${upload.id} upload=${upload} />`)}
      <${ActFailure} error=${remove.error.value} />
    </div>
    <div class="paper-actions">
      ${version && html`<a class="button button-quiet" href="/meetings/${meetingId}#paper=${id}" target="_blank" rel="noopener"><${Icon} name="eye" />${t("Read")}</a>`}
      <${Menu} label=${t("More about {title}", { title })}>
        <${MenuItem} icon="upload" onClick=${() => setOpen("replace")}>${t("Replace…")}<//>
        <${MenuItem} icon="edit" onClick=${() => setOpen("title")}>${t("Rename")}<//>
        <${MenuItem} icon="people" onClick=${() => setOpen("visibility")}>${t("Who may see it…")}<//>
        <${MenuItem} icon="lock" onClick=${() => setOpen("level")}>${t("How closely it is kept…")}<//>
        ${isConfidential(paper) && html`<${MenuItem} icon="eye" onClick=${() => setOpen("accesses")}>${t("Who has read it…")}<//>`}
        ${version && !isConfidential(paper) && html`<${MenuItem} icon="download" href=${meetingPath(`/papers/${id}/versions/${version.id}/original`)}>${t("Download the original")}<//>`}
        ${version && html`<${MenuItem} icon="clock" onClick=${() => setOpen("versions")}>${t("Versions…")}<//>`}
        ${onUp && html`<${MenuItem} icon="move_up" onClick=${onUp}>${t("Move up")}<//>`}
        ${onDown && html`<${MenuItem} icon="move_down" onClick=${onDown}>${t("Move down")}<//>`}
        <${MenuItem} icon="trash" onClick=${remove.ask}>${t("Remove…")}<//>
      <//>
    </div>
    <${ReplaceDialog} open=${open === "replace"} onClose=${close} paper=${paper} />
    <${Versions} open=${open === "versions"} onClose=${close} paper=${paper} />
    ${version && html`<${LegacyText} open=${open === "legacy"} onClose=${close} paper=${paper} />`}
    <${LevelDialog} open=${open === "level"} onClose=${close} paper=${paper} />
    <${AccessLog} open=${open === "accesses"} onClose=${close} paper=${paper} />
    <${VisibilityEditor} open=${open === "visibility"} onClose=${close} path=${meetingPath(`/papers/${id}/visibility`)} title=${t("Who may see “{title}”?", { title })} />
  </li>`
}

// shown: the version that is read, or the first file while there is none
function facts(shown, version) {
  if (!shown) return ""
  const pages = shown.page_count ? tn("{count} page", "{count} pages", shown.page_count) : null
  const number = version?.number > 1 ? t("version {number}", { number: version.number }) : null
  const ending = shown.file_name.split(".").at(-1).toUpperCase()
  return [ending, formatSize(shown.size), pages, number, formatDateTime(shown.uploaded_at)].filter(Boolean).join(" · ")
}

function Release({ paper }) {
  const release = (key) => api.put(meetingPath(`/papers/${paper.id}/visibility`), { kind: "everyone" }, { key })
  return html`<div><${ActButton} size="small" icon="people" act=${release}>${t("Release to everyone")}<//></div>`
}

// Quiet badges; a tap tells what one means.
function Marks({ paper, onLegacy }) {
  const [told, setTold] = useState(null)
  const marks = [
    paper.kept_back && { code: "kept_back", word: t("Kept back"), meaning: t("Only the chair and the secretaries see this paper until it is released."), tone: "warn", icon: "lock" },
    isConfidential(paper) && { code: "level", word: levelName(paper.level), meaning: t("Nobody downloads it; every page carries its reader's name, and who reads it is noted."), tone: "warn", icon: "lock" },
    paper.restricted && !paper.kept_back && !isConfidential(paper) && { code: "restricted", word: t("Not for everyone"), meaning: t("Only some of the people in the meeting see this paper. See “Who may see it”."), tone: "info", icon: "lock" },
    paper.late && { code: "late", word: t("Late"), meaning: t("It came after papers were due; members see it marked as late."), tone: "warn", icon: "clock" },
    ...(paper.version?.warnings ?? []).map((code) => ({ code, ...paperWarning(code), icon: "info" })),
  ].filter(Boolean)
  if (!marks.length) return null
  const shown = marks.find(({ code }) => code === told)
  return html`<div class="paper-marks">
    ${marks.map(
      ({ code, word, tone, icon }) => html`<button type="button" key=${code} class="mark-button" aria-expanded=${String(code === told)} onClick=${() => setTold(code === told ? null : code)}>
        <${Badge} tone=${tone} icon=${icon}>${word}<//>
      </button>`,
    )}
    ${shown &&
    html`<p class="mark-meaning small">
      ${shown.meaning}${LEGACY.has(told) && html` <${Button} size="small" icon="eye" onClick=${onLegacy}>${t("Before and after…")}<//>`}
    </p>`}
  </div>`
}

function FirstPage({ meetingId, paper }) {
  const { version } = paper
  const [tries, setTries] = useState(0)
  const ready = version?.pages_ready > 0
  useEffect(() => setTries(0), [version?.key])
  const again = () => tries < 5 && setTimeout(setTries, 1000 * (tries + 1), tries + 1)
  // The address is the same at each try; the key makes a new element of it, which asks again.
  return html`<span class="first-page">
    ${ready && html`<img key=${`${version.key}-${paper.level}-${tries}`} src=${pageSource(meetingId, paper.id, version.key, keepOf(paper)).pageUrl(1, "thumb")} alt="" loading="lazy" onError=${(event) => ((event.currentTarget.hidden = true), again())} />`}
    ${!ready && html`<${Icon} name="file" />`}
  </span>`
}

function TitleForm({ paper, onDone }) {
  const draft = useDraft(`paper/${paper.id}`, { title: paper.title })
  const act = useAct((key, title) => api.put(meetingPath(`/papers/${paper.id}`), { title }, { key }))
  const submit = async (event) => {
    event.preventDefault()
    const sent = { ...draft.values }
    if (!(await act.run(sent.title))) return
    draft.settle(sent)
    onDone()
  }
  return html`<form class="stack tight" onSubmit=${submit}>
    <${DraftField} draft=${draft} field="title" label=${t("Title of the paper")} maxlength="500" error=${act.error.value} autofocus />
    <${SaveBar} draft=${draft} act=${act} fields=${["title"]}>
      ${!draft.dirty && html`<${Button} kind="quiet" onClick=${onDone}>${t("Cancel")}<//>`}
    <//>
  </form>`
}

function useRemove(paper) {
  const act = useAct((key) => api.del(meetingPath(`/papers/${paper.id}`), { key }))
  const ask = async () => {
    const sure = await confirm({
      title: t("Remove this paper?"),
      body: t("“{title}” and all its versions are removed; nobody can open it any more.", { title: paper.title }),
      confirm: t("Remove"),
      danger: true,
    })
    if (sure) act.run()
  }
  return { ask, error: act.error }
}
