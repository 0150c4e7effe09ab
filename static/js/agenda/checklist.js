// The check before publishing: what is missing, each with the way to mend it.

import { Button } from "../core/button.js"
import { serverNow } from "../core/clock.js"
import { Icon } from "../core/icon.js"
import { t, tn } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html, useEffect, useState } from "../core/ui.js"
import { directory, loadPeople } from "../people/people-list.js"
import { findings } from "./readiness.js"

const SHOWN = 6

const WORDS = {
  no_items: () => t("There is nothing on the agenda yet."),
  failed_papers: (n) => tn("{count} paper could not be made readable", "{count} papers could not be made readable", n),
  unready_papers: (n) => tn("{count} paper is still being converted", "{count} papers are still being converted", n),
  items_without_papers: (n) => tn("{count} item has no papers", "{count} items have no papers", n),
  no_chair: () => t("Nobody is the chair of this meeting."),
  no_members: () => t("There is no member with a vote besides the chair."),
  people_without_seats: (n) => tn("{count} person of the directory has no seat in this meeting", "{count} people of the directory have no seat in this meeting", n),
  no_place: () => t("The place of the meeting is not given."),
  in_the_past: () => t("The meeting's date lies in the past."),
}

export function meetingFindings() {
  const [meeting, items, papers, intakes, seats] = ["meeting", "items", "papers", "intakes", "seats"].map((name) => store[name].value)
  return findings({ meeting, items, papers, intakes, seats, people: directory.value.people, now: serverNow() })
}

// onGo(tab, thing): show where it can be mended
export function Checklist({ onGo }) {
  useEffect(() => void loadPeople(), [])
  const found = meetingFindings()
  if (!found.length) return html`<p class="notice notice-good"><${Icon} name="check" /><span>${t("Nothing is missing: every item has its papers and all of them can be read.")}</span></p>`
  return html`<ul class="checklist">${found.map((finding) => html`<${Finding} key=${finding.code} finding=${finding} onGo=${onGo} />`)}</ul>`
}

function Finding({ finding, onGo }) {
  const { code, things, tab, grave } = finding
  const [all, setAll] = useState(false)
  const calm = code === "people_without_seats" || code === "unready_papers"
  const shown = all ? things : things.slice(0, SHOWN)
  return html`<li class=${`notice notice-${grave ? "bad" : calm ? "info" : "warn"}`}>
    <${Icon} name=${calm ? "info" : "alert"} />
    <div class="grow">
      <p class="strong">${WORDS[code](things.length)}</p>
      ${shown.length > 0 &&
      html`<ul class="checklist-things small">
        ${shown.map((thing) => html`<li key=${thing.id}>${nameOf(thing)}</li>`)}
      </ul>`}
      <p class="row tight">
        ${things.length > shown.length && html`<${Button} kind="quiet" size="small" onClick=${() => setAll(true)}>${t("{count} more", { count: things.length - shown.length })}<//>`}
        <${Button} kind="quiet" size="small" onClick=${() => onGo(tab, things[0])}>${GO[tab]()}<//>
      </p>
    </div>
  </li>`
}

// An item, a paper or a person.
function nameOf(thing) {
  if ("number" in thing) return `${thing.number}. ${thing.title}`
  if ("item_id" in thing) return `${store.items.value[thing.item_id]?.number ?? ""}. ${thing.title}`
  return thing.title ? `${thing.name}, ${thing.title}` : thing.name
}

const GO = {
  agenda: () => t("To the agenda"),
  seats: () => t("To the participants"),
  details: () => t("To the details"),
}
