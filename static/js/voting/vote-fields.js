// The fields of a vote, for a draft and for a template: what is asked first, then what seldom needs asking, folded away.

import { Check } from "../core/check.js"
import { Choice, Field } from "../core/field.js"
import { t } from "../core/i18n.js"
import { html } from "../core/ui.js"
import { RadioList } from "./radio-list.js"
import { RuleChoice } from "./rule-choice.js"
import { SubjectsEditor } from "./subjects-editor.js"
import { change, hasNames, hasPicks, hasPlaces, KINDS, rulesFor } from "./vote-draft.js"
import { kindHint, kindWords, mannerOptions, secrecyOptions } from "./vote-words.js"

const COUNTDOWNS = [30, 60, 120, 180, 300, 600] // seconds
const FOLDED = new Set(["manner", "may_change", "may_abstain", "countdown_s", "is_consultative", "is_test", "min_picks"])

// draft, onChange(draft); refusal(field) → words or nothing; seats: to take names from; forTemplate: what belongs to one vote is left out;
// children: further fields, below the question
export function VoteFields({ draft, onChange, presets, refusal, refused, seats, forTemplate, children, below }) {
  const set = (changed) => onChange(change(draft, changed, presets))
  const write = (name) => (value) => set({ [name]: value })
  return html`<${Choice} wrap label=${t("Kind of vote")} value=${draft.kind} onChange=${write("kind")} options=${KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))} />
    <p class="small soft">${kindHint(draft.kind)}</p>
    <${Field} label=${t("Question put to the vote")} hint=${forTemplate ? t("{item} stands for the title of the agenda item.", { item: "{item}" }) : undefined} as="textarea" rows="3" required maxlength="500" value=${draft.title} onInput=${write("title")} error=${refusal("title")} />
    ${children}
    ${hasNames(draft) && html`<${SubjectsEditor} kind=${draft.kind} subjects=${draft.subjects} onChange=${write("subjects")} seats=${seats} error=${refusal("subjects")} />`}
    ${hasPlaces(draft) && html`<${Places} draft=${draft} set=${set} refusal=${refusal} />`}
    <${RadioList} label=${t("Who learns the answers")} options=${secrecyOptions().filter(({ value }) => mayBeSecret(draft, value))} value=${draft.secrecy} onChange=${write("secrecy")} error=${refusal("secrecy")}>
      ${draft.manner === "roll_call" && html`<p class="small soft">${t("A roll call is not secret: everybody hears the answers.")}</p>`}
      ${draft.manner === "circulation" && html`<p class="small soft">${t("A vote by circulation is answered by name; it cannot be secret.")}</p>`}
    <//>
    ${below}
    <${RuleChoice} rules=${rulesFor(draft, presets)} value=${draft.preset} onChange=${write("preset")} error=${refusal("preset")} />
    <details class="more-settings" open=${isUnusual(draft) || FOLDED.has(refused)}>
      <summary>${t("More settings")}</summary>
      <div class="stack">
        <${RadioList} label=${t("How the answers come in")} options=${mannerOptions().filter(({ value }) => value !== "circulation" || draft.kind === "motion")} value=${draft.manner} onChange=${write("manner")} error=${refusal("manner")} />
        ${hasPicks(draft) && html`<${NumberField} label=${t("How many must be chosen at least")} hint=${t("0 allows a blank ballot.")} value=${draft.min_picks} onInput=${write("min_picks")} error=${refusal("min_picks")} />`}
        ${draft.manner !== "circulation" &&
        html`<${Field} as="select" label=${t("Countdown")} hint=${t("Shown to everybody. It closes nothing: closing is up to you.")} value=${draft.countdown_s ?? ""} onInput=${(value) => set({ countdown_s: value ? Number(value) : null })} error=${refusal("countdown_s")}>
          <option value="" selected=${!draft.countdown_s}>${t("None")}</option>
          ${countdowns(draft).map((seconds) => html`<option key=${seconds} value=${seconds} selected=${seconds === draft.countdown_s}>${secondsWords(seconds)}</option>`)}
        <//>`}
        <${Check} label=${t("Members may change their answer until the vote is closed")} checked=${draft.may_change} onChange=${write("may_change")} />
        ${!hasNames(draft) && html`<${Check} label=${t("Members may abstain")} hint=${t("Otherwise the ballot says “For” and “Against” alone, and whoever presses neither did not vote.")} checked=${draft.may_abstain} onChange=${write("may_abstain")} />`}
        <${Check} label=${t("Consultative")} hint=${t("It is counted and decides nothing.")} checked=${draft.is_consultative || draft.is_test} disabled=${draft.is_test} onChange=${write("is_consultative")} />
        ${draft.manner === "tablet" && html`<${Check} label=${t("Test of the tablets")} hint=${t("It decides nothing and may be opened before the meeting begins.")} checked=${draft.is_test} onChange=${write("is_test")} />`}
      </div>
    </details>`
}

function mayBeSecret({ manner }, secrecy) {
  if (secrecy === "split") return manner === "tablet"
  return secrecy !== "secret" || manner === "tablet" || manner === "by_hand"
}

function isUnusual(draft) {
  const onlyForAgainst = !hasNames(draft) && !draft.may_abstain
  return onlyForAgainst || draft.manner !== "tablet" || draft.min_picks > 0 || draft.countdown_s !== null || !draft.may_change || draft.is_consultative || draft.is_test
}

function Places({ draft, set, refusal }) {
  const election = draft.kind !== "choice"
  return html`<div class="vote-numbers">
    <${NumberField} label=${election ? t("Places to be filled") : t("How many are adopted in the end")} value=${draft.places || 1} onInput=${(places) => set({ places, ...(draft.max_picks > places && election ? { max_picks: 0 } : {}) })} error=${refusal("places")} />
    ${hasPicks(draft) && html`<${NumberField} label=${t("How many may be chosen at most")} value=${draft.max_picks || draft.places || 1} onInput=${(max_picks) => set({ max_picks })} error=${refusal("max_picks")} />`}
  </div>`
}

function NumberField({ value, onInput, ...rest }) {
  return html`<${Field} ...${rest} type="number" min="0" max="200" inputmode="numeric" value=${value} onInput=${(text) => onInput(Math.max(0, Math.min(200, Number.parseInt(text, 10) || 0)))} />`
}

// One that a template or an earlier hand has set stays to be chosen.
function countdowns({ countdown_s: own }) {
  return own && !COUNTDOWNS.includes(own) ? [...COUNTDOWNS, own].sort((a, b) => a - b) : COUNTDOWNS
}

function secondsWords(seconds) {
  return seconds % 60 ? t("{count} seconds", { count: seconds }) : t("{count} min", { count: seconds / 60 })
}
