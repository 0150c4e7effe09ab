// A roll call: the members one after the other, one press or one key for each; the entries are sent while the next is called.

import { newKey, api } from "../core/api.js"
import { Button } from "../core/button.js"
import { Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { collate, fold, formatNumber, language, t } from "../core/i18n.js"
import { late } from "../core/on-demand.js"
import { Progress } from "../core/progress.js"
import { store } from "../core/store.js"
import { classes, html, useLayoutEffect, useRef, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { HandReason } from "./hand-reason.js"
import { CloseButton, Since } from "./open-card.js"
import { besideMe, SecondName } from "./second-name.js"
import { EntryOutdated } from "./roll-call-outdated.js"
import { keysOf, nextToCall, optionOfKey } from "./roll-call-keys.js"
import { useEntries } from "./roll-call-sending.js"

const EntryPaper = late(() => import("./roll-call-paper.js"), "EntryPaper")
const Electorate = late(() => import("./electorate-dialog.js"), "ElectorateDialog")
const ByHand = late(() => import("./by-hand.js"), "ByHandDialog")

export function RollCallEntry({ vote }) {
  const [sought, setSought] = useState("")
  const [chosen, setChosen] = useState(null)
  const [dialog, setDialog] = useState(null)
  const { cast = [], missing = [], entered = {} } = store.turnouts.value[vote.id] ?? {}
  const seats = collate([...cast, ...missing].map((id) => store.seats.value[id]).filter(Boolean))
  const ids = seats.map(({ id }) => id)
  const entries = useEntries((key, id, entry) => api.put(meetingPath(`/votes/${vote.id}/ballots/${id}`), entry, { key }), newKey)
  // On the tablet, before it failed, or entered here: what was entered may still be put right.
  const onTablet = (id) => cast.includes(id) && !entered[id]
  const answerOf = (id) => entries.answerOf(id, entered[id])
  const done = (id) => onTablet(id) || (answerOf(id) !== null && entries.stateOf(id) !== "failed")
  const currentId = chosen ?? nextToCall(ids, done, null)
  const current = currentId && store.seats.value[currentId]
  const enter = (answer) => {
    if (!current || onTablet(current.id)) return
    entries.send(current.id, answer, entered[current.id])
    setSought("")
    setChosen(nextToCall(ids, (id) => id === current.id || done(id), current.id))
  }
  const takeBack = () => {
    entries.send(currentId, null, entered[currentId])
    setChosen(currentId)
  }
  const step = (by) => {
    const at = ids.indexOf(currentId)
    if (ids.length) setChosen(ids[(at + by + ids.length) % ids.length])
  }
  const board = useKeys({ vote, enter, step })
  const shown = sought.trim() ? seats.filter(({ name, label }) => fold(`${name} ${label ?? ""}`).includes(fold(sought.trim()))) : seats
  const counted = ids.filter(done).length
  const failed = ids.filter((id) => entries.stateOf(id) === "failed")
  return html`<div class="roll-call-entry stack" ref=${board}>
    <${Since} vote=${vote} />
    <${HandReason} vote=${vote} />
    <div class="turnout">
      <p class="turnout-figures figures"><strong>${formatNumber(counted)}</strong> / ${formatNumber(ids.length)} <span>${t("have answered")}</span></p>
      <${Progress} label=${t("Have answered")} hideLabel value=${counted} max=${Math.max(ids.length, 1)} />
    </div>
    ${failed.length > 0 && html`<p class="notice notice-bad" role="alert"><${Icon} name="alert" /><span class="grow">${entries.errorOf(failed[0])} ${t("Not recorded: {names}.", { names: failed.map((id) => store.seats.value[id].name).join(", ") })}</span> <${Button} size="small" icon="refresh" onClick=${() => failed.forEach((id) => entries.again(id))}>${t("Try again")}<//></p>`}
    ${entries.outdated().map(([id, answer]) => html`<${EntryOutdated} key=${id} vote=${vote} seat=${store.seats.value[id]} answer=${answer} stands=${answerOf(id)} onEnter=${() => entries.again(id, entered[id])} onLeave=${() => entries.leave(id)} />`)}
    ${current ? html`<${Calling} vote=${vote} seat=${current} answer=${answerOf(current.id)} locked=${onTablet(current.id)} onAnswer=${enter} onTakeBack=${answerOf(current.id) && !onTablet(current.id) ? takeBack : null} onSkip=${() => step(1)} />` : html`<p class="notice notice-good" role="status"><${Icon} name="check" />${t("Everybody entitled has voted.")}</p>`}
    <${Closing} vote=${vote} />
    <div class="roll-call-list">
      <${Field} type="search" label=${t("Find a name")} value=${sought} onInput=${setSought} onKeyDown=${(event) => event.key === "Enter" && shown.length && (event.preventDefault(), setChosen(shown[0].id), event.currentTarget.blur())} />
      <ul class="list">
        ${shown.map((seat) => html`<${Member} key=${seat.id} vote=${vote} seat=${seat} current=${seat.id === currentId} answer=${answerOf(seat.id)} state=${entries.stateOf(seat.id)} onTablet=${onTablet(seat.id)} onChoose=${() => setChosen(seat.id)} />`)}
      </ul>
      ${!shown.length && html`<p class="soft">${t("Nobody here matches.")}</p>`}
    </div>
    <div class="row tight">
      <${Button} icon="people" onClick=${() => setDialog("electorate")}>${t("Let in or recuse…")}<//>
      <${Button} icon="hand" onClick=${() => setDialog("by_hand")}>${t("Count totals instead…")}<//>
    </div>
    <${Electorate} open=${dialog === "electorate"} onClose=${() => setDialog(null)} vote=${vote} />
    <${ByHand} open=${dialog === "by_hand"} onClose=${() => setDialog(null)} vote=${vote} />
  </div>`
}

// Whoever closes what they have entered alone says who followed it.
function Closing({ vote }) {
  const [second, setSecond] = useState("")
  const { by_hand: hand } = vote
  const alone = hand && !hand.with && hand.by.seat_id === store.me.value.seat_id
  return html`${alone && html`<${SecondName} seats=${besideMe(true)} hint=${t("Who follows the entries, of those marked as present. Not needed if another person closes the vote.")} none=${t("Nobody named yet")} value=${second} onInput=${setSecond} />`}
    <${CloseButton} vote=${vote} second=${alone && second ? Number(second) : null} />`
}

// Keys answer wherever the focus is, except while somebody types or a dialog is open.
function useKeys({ vote, enter, step }) {
  const board = useRef(null)
  const latest = useRef({})
  latest.current = { enter, step }
  useLayoutEffect(() => {
    const keys = vote.form === "one" ? keysOf(vote.options, language()) : {}
    const press = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return
      if (event.target.closest?.("input, textarea, select, summary, [role=tab]")) return
      const choice = optionOfKey(keys, event.key)
      if (choice) latest.current.enter({ choice })
      else if (event.key === "ArrowDown") latest.current.step(1)
      else if (event.key === "ArrowUp") latest.current.step(-1)
      else return
      event.preventDefault()
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  }, [vote.id])
  return board
}

function Calling({ vote, seat, answer, locked, onAnswer, onTakeBack, onSkip }) {
  const keys = keysOf(vote.options, language())
  return html`<section class="roll-call-calling" aria-live="polite">
    <p class="roll-call-name">${seat.name}</p>
    <p class="small soft">${[seat.label, seat.title, !seat.present && t("Absent")].filter(Boolean).join(" · ")}</p>
    ${locked && html`<p class="notice"><${Icon} name="device" />${t("Has answered on the tablet; that answer stands.")}</p>`}
    ${!locked && vote.form === "one" &&
    html`<div class="ballot-choices" role="group" aria-label=${t("Answer of {name}", { name: seat.name })}>
      ${vote.options.map(
        (option) => html`<button key=${option} type="button" class=${classes("ballot-choice", `ballot-choice-${option}`, answer?.choice === option && "is-recorded")} aria-pressed=${String(answer?.choice === option)} aria-keyshortcuts=${keys[option].join(" ")} onClick=${() => onAnswer({ choice: option })}>
          <${ChoiceMark} choice=${option} /><span>${choiceWords(option)}</span><kbd aria-hidden="true">${keys[option].at(-1).toUpperCase()}</kbd>
        </button>`,
      )}
    </div>`}
    ${!locked && vote.form !== "one" && html`<${EntryPaper} key=${seat.id} vote=${vote} answer=${answer} onAnswer=${onAnswer} />`}
    <div class="row tight">
      <${Button} icon="next" onClick=${onSkip}>${t("Not here: next")}<//>
      ${onTakeBack && html`<${Button} icon="back" onClick=${onTakeBack}>${t("Take this entry back")}<//>`}
    </div>
  </section>`
}

function Member({ vote, seat, current, answer, state, onTablet, onChoose }) {
  return html`<li>
    <button type="button" class="list-row" aria-current=${current ? "true" : undefined} onClick=${onChoose}>
      <span class="grow">${seat.name} <small class="soft">${[seat.label, !seat.present && t("Absent")].filter(Boolean).join(" · ")}</small></span>
      <span class=${classes("roll-call-answer small", state === "failed" && "is-failed")}>
        ${onTablet && html`<${Icon} name="device" /> ${t("on the tablet")}`}
        ${!onTablet && answer && html`${vote.form === "one" ? html`<${ChoiceMark} choice=${answer.choice} /> ${choiceWords(answer.choice)}` : html`<${Icon} name="check" /> ${t("Entered")}`}`}
        ${state === "sending" && html` <span class="soft">${t("Sending…")}</span>`}
        ${state === "failed" && html` <strong>${t("Not recorded")}</strong>`}
      </span>
    </button>
  </li>`
}
