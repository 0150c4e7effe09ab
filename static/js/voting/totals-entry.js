// A vote counted by hand: one person enters the totals, with the sum checked at once; another confirms them, and that closes it.

import { useAct } from "../core/act.js"
import { api, ApiError } from "../core/api.js"
import { ActFailure, Button } from "../core/button.js"
import { Choice, Field } from "../core/field.js"
import { Icon } from "../core/icon.js"
import { formatNumber, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { classes, html, useState } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { isSecret } from "./answers.js"
import { checkTotals, emptyTotals, totalsOf } from "./by-hand-totals.js"
import { ChoiceMark, choiceWords } from "./choices.js"
import { HandReason } from "./hand-reason.js"
import { Since } from "./open-card.js"
import { TotalsRead, TotalsToConfirm } from "./totals-to-confirm.js"

const OUTDATED = "totals_outdated"

export function TotalsEntry({ vote }) {
  const entered = store.turnouts.value[vote.id]?.totals
  const [anew, setAnew] = useState(false)
  return html`<${Since} vote=${vote} />
    <${HandReason} vote=${vote} />
    ${entered && !anew ? html`<${TotalsToConfirm} vote=${vote} entered=${entered} onAnew=${() => setAnew(true)} />` : html`<${Entry} vote=${vote} entered=${entered} onEntered=${() => setAnew(false)} />`}`
}

// entered: what these totals are to replace, or undefined; once something else was entered, that is shown before anything is sent.
function Entry({ vote, entered, onEntered }) {
  const [typed, setTyped] = useState(() => emptyTotals(vote))
  const [side, setSide] = useState(null)
  const [revision, setRevision] = useState(entered?.revision ?? 0)
  const [stands, setStands] = useState(null)
  const post = async (key, body) => {
    const told = await api.post(meetingPath(`/votes/${vote.id}/by-hand`), body, { key })
    if (!told.is_replaced) return told
    throw new ApiError({ code: OUTDATED, message: t("They were recorded, and replaced by others since."), told })
  }
  const act = useAct(post, {
    onDone: onEntered,
    onFail(error) {
      if (error.code !== OUTDATED) return
      setStands(error.told.totals)
      setRevision(error.told.totals?.revision ?? 0)
    },
  })
  const totals = totalsOf(vote, typed)
  const check = totals && checkTotals(vote, vote.electorate, totals)
  const error = act.error.value
  const submit = (event) => {
    event.preventDefault()
    if (totals && !check.problem) act.run({ totals, side: asksSide(vote) ? side : null, revision })
  }
  const Inputs = vote.form === "one" ? OneInputs : SubjectInputs
  return html`<form class="totals stack" onSubmit=${submit} novalidate>
    <${Inputs} vote=${vote} typed=${typed} onChange=${setTyped} wrong=${check?.wrong ?? []} />
    ${asksSide(vote) && html`<${Choice} wrap label=${t("The chair voted (it decides a tie)")} value=${side} onChange=${setSide} options=${[...vote.options.map((value) => ({ value, label: choiceWords(value) })), { value: null, label: t("Not known") }]} />`}
    <${Sum} vote=${vote} check=${check} />
    <div class="row"><${Button} type="submit" kind="primary" size="large" icon="check" disabled=${!check || Boolean(check.problem)} busy=${act.state.value === "sending"}>${act.state.value === "sending" ? t("Sending…") : error?.unanswered ? t("Try again") : t("Enter the totals")}<//></div>
    <p class="small soft">${t("A second person then confirms them on their own device. Only then is the vote closed.")}</p>
    <${ActFailure} error=${error} />
    ${error?.code === OUTDATED && stands && html`<p class="strong">${t("Totals entered by {name}", { name: stands.by.name })}</p><${TotalsRead} vote=${vote} totals=${stands.totals} />`}
  </form>`
}

function asksSide(vote) {
  return vote.form === "one" && vote.rule.tie === "chair" && !isSecret(vote)
}

function OneInputs({ vote, typed, onChange }) {
  const set = (option) => (value) => onChange({ ...typed, counts: { ...typed.counts, [option]: value } })
  return html`<div class="totals-fields">
    ${vote.options.map((option) => html`<${Count} key=${option} label=${html`<${ChoiceMark} choice=${option} /> ${choiceWords(option)}`} value=${typed.counts[option]} onInput=${set(option)} />`)}
    <${Count} label=${html`<${ChoiceMark} choice="invalid" /> ${choiceWords("invalid")}`} value=${typed.invalid} onInput=${(invalid) => onChange({ ...typed, invalid })} />
  </div>`
}

function SubjectInputs({ vote, typed, onChange, wrong }) {
  const set = (id, value) => onChange({ ...typed, subjects: { ...typed.subjects, [id]: value } })
  return html`<div class="totals-fields">
      <${Count} label=${t("Ballots handed in")} value=${typed.cast} onInput=${(cast) => onChange({ ...typed, cast })} />
      <${Count} label=${choiceWords("invalid")} value=${typed.invalid} onInput=${(invalid) => onChange({ ...typed, invalid })} />
      ${vote.form === "picks" && html`<${Count} label=${choiceWords("blank")} value=${typed.blank} onInput=${(blank) => onChange({ ...typed, blank })} />`}
    </div>
    <ol class="totals-subjects">
      ${vote.subjects.map(
        ({ id, title }) => html`<li key=${id} class=${classes(wrong.includes(id) && "is-wrong")}>
          <fieldset>
            <legend>${title}</legend>
            <div class="totals-fields">
              ${vote.form === "picks"
                ? html`<${Count} label=${t("Votes received")} value=${typed.subjects[id]} onInput=${(value) => set(id, value)} />`
                : vote.options.map((option) => html`<${Count} key=${option} label=${choiceWords(option)} value=${typed.subjects[id][option]} onInput=${(value) => set(id, { ...typed.subjects[id], [option]: value })} />`)}
            </div>
          </fieldset>
        </li>`,
      )}
    </ol>`
}

function Count(props) {
  return html`<${Field} ...${props} inputmode="numeric" autocomplete="off" maxlength="5" />`
}

const PROBLEMS = {
  too_many: (vote, { cast }) => t("These are {cast} ballots, but only {electorate} are entitled to vote.", { cast: formatNumber(cast), electorate: formatNumber(vote.electorate) }),
  negative: () => t("More ballots are invalid or blank than were handed in."),
  rows: (vote, { valid }) => (vote.form === "picks" ? t("Nobody can have more votes than there are valid ballots ({valid}).", { valid: formatNumber(valid) }) : t("For each name the answers must add up to the valid ballots ({valid}).", { valid: formatNumber(valid) })),
  picks: (vote, { valid }) => t("With {valid} valid ballots the votes do not add up: each has at least {least} and at most {most} names.", { valid: formatNumber(valid), least: Math.max(vote.min_picks, 1), most: vote.max_picks }),
}

function Sum({ vote, check }) {
  if (!check) return html`<p class="notice" role="status"><${Icon} name="info" />${t("Please fill in every number, in digits alone; 0 where there is none.")}</p>`
  const words = t("Ballots: {cast} · did not vote: {missing} · entitled: {electorate}", { cast: formatNumber(check.cast), missing: formatNumber(check.notCast), electorate: formatNumber(vote.electorate) })
  if (check.problem) return html`<p class="notice notice-bad" role="status"><${Icon} name="alert" />${PROBLEMS[check.problem](vote, check)}</p>`
  return html`<p class="notice notice-good" role="status"><${Icon} name="check" /><strong class="figures">${words}</strong></p>`
}
