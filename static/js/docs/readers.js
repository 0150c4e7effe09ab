// The open papers: one, or two side by side where there is room.

import { itemWords } from "../agenda/item-header.js"
import { Button, IconButton } from "../core/button.js"
import { Icon } from "../core/icon.js"
import { t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { html, useState } from "../core/ui.js"
import { ComparisonDialog } from "./comparison-dialog.js"
import { isConfidential } from "./confidential.js"
import { changeOf, closePaper, closeSecond, exchangePapers, firstPage, followInto, forgetNews, forgetWay, goBackFrom, lookElsewhere, mannerOf, noteManner, noteSpread, paper, presentation, reading, resumed, second, secondPaper, seenPart, show, turnSecond, wayBackFrom } from "./open-papers.js"
import { pointing } from "./presenting.js"
import { Reader } from "./reader.js"
import { useWide } from "./wide.js"

const NewsStrip = late(() => import("./news-strip.js"), "NewsStrip", { quiet: true })
const ResumeStrip = late(() => import("./resume-strip.js"), "ResumeStrip", { quiet: true })
const Versions = late(() => import("./versions.js"), "Versions", { quiet: true })

// onBeside(): the person wants to choose a second paper; children: what stands above the first one's page
export function Readers({ meetingId, onBeside, children }) {
  const wide = useWide()
  const [first, other] = [paper.value, secondPaper.value]
  const both = wide && other?.version
  const { mode, place } = reading.value
  const shown = presentation.value
  const onScreens = shown?.paper_id === first.id && shown.page === place.page
  const region = mode === "following" && onScreens ? shown.region : null
  return html`<div class="readers">
    <${OpenPaper}
      key=${first.id}
      meetingId=${meetingId}
      paper=${first}
      page=${place.page}
      region=${region}
      alone=${Boolean(region) || (mode === "presenting" && pointing.value)}
      pointed=${onScreens && (mode === "following" || mode === "presenting")}
      onSeen=${(part) => (seenPart.value = part)}
      onLook=${lookElsewhere}
      onPresent=${isPresentable(first) && mode !== "presenting" && wishTo}
      half=${both && "left"}
      live=${firstPage}
      onTurn=${(to) => show({ paper_id: first.id, page: to })}
      onClose=${closePaper}
      onBeside=${wide && !both ? onBeside : null}
    >
      ${children}
      ${other?.version && !wide && html`<${Waiting} paper=${other} />`}
    <//>
    ${both && html`<${OpenPaper} key=${`beside ${other.id}`} meetingId=${meetingId} paper=${other} page=${second.value.page} half="right" onTurn=${turnSecond} onClose=${closeSecond} />`}
  </div>`
}

function OpenPaper({ meetingId, paper: one, children, ...rest }) {
  const beside = rest.half === "right"
  const item = store.items.value[one.item_id]
  const change = changeOf(one.id)
  const [versions, setVersions] = useState(false)
  const [compared, setCompared] = useState(null)
  const compare = () => setCompared({ from: change.before, to: change.version })
  return html`<${Reader}
    ...${rest}
    meetingId=${meetingId}
    paper=${one}
    onPaper=${(to) => followInto({ paper_id: one.id, page: rest.page }, to, { beside })}
    manner=${mannerOf(one.id)}
    onManner=${(noted) => noteManner(one.id, noted)}
    onVersions=${one.version.number > 1 && (() => setVersions(true))}
    onSpread=${(step) => noteSpread(one.id, step)}
    heading=${item && html`<p class="reader-item one-line">${itemWords(item)}</p>`}
  >
    ${children}
    <${CameFrom} paper=${one} beside=${beside} />
    ${!change && isResumed(one, rest.page) && html`<${ResumeStrip} page=${rest.page} onFirst=${() => rest.onTurn(1)} onDone=${() => (resumed.value = null)} />`}
    ${change && html`<${NewsStrip} note=${change.note} live=${change.live} onCompare=${!isConfidential(one) && compare} onDone=${() => forgetNews(one.id)} />`}
    <${Versions} open=${versions} onClose=${() => setVersions(false)} paper=${one} />
    <${ComparisonDialog} meetingId=${meetingId} paper=${one} versions=${compared} onClose=${() => setCompared(null)} />
  <//>`
}

// A paper that everybody in the meeting may see, and who may show it.
function isPresentable(one) {
  return store.may("ask_to_present") && store.meeting.value.state === "running" && !one.restricted && !isConfidential(one)
}

async function wishTo() {
  const { wishToPresent } = await import("./presenting.js")
  return wishToPresent(reading.value.place)
}

function isResumed(one, page) {
  return resumed.value?.paper_id === one.id && resumed.value.page === page
}

// A paper that was opened by a link in another one: the way back to where one was reading.
function CameFrom({ paper: one, beside }) {
  const from = wayBackFrom(one.id)
  if (!from || (!beside && reading.value.mode === "following")) return null
  return html`<div class="room-strip">
    <${Icon} name="file" />
    <p class="grow one-line">${t("You came from “{title}”.", { title: store.papers.value[from.paper_id].title })}</p>
    <${Button} size="small" icon="back" onClick=${() => goBackFrom(one.id, { beside })}>${t("Back to page {page}", { page: from.page })}<//>
    <${IconButton} icon="close" label=${t("Close")} onClick=${() => forgetWay(one.id)} />
  </div>`
}

// The second paper where the screen has become too narrow for two.
function Waiting({ paper: other }) {
  return html`<div class="room-strip">
    <${Icon} name="beside" />
    <p class="grow one-line">${t("Also open: {title}", { title: other.title })}</p>
    <${Button} size="small" onClick=${exchangePapers}>${t("Show this one")}<//>
    <${IconButton} icon="close" label=${t("Close “{title}”", { title: other.title })} onClick=${closeSecond} />
  </div>`
}
