// Totals that one person has entered, for a second person to compare with what was counted and to confirm.

import { api } from "../core/api.js"
import { ActButton, Button } from "../core/button.js"
import { confirm } from "../core/dialog.js"
import { Icon } from "../core/icon.js"
import { formatNumber, t } from "../core/i18n.js"
import { store } from "../core/store.js"
import { html } from "../core/ui.js"
import { meetingPath } from "../agenda/meeting-path.js"
import { checkTotals } from "./by-hand-totals.js"
import { ChoiceMark, choiceWords } from "./choices.js"

// entered: {totals, side, by}; onAnew: to enter others
export function TotalsToConfirm({ vote, entered, onAnew }) {
  const own = entered.by.seat_id === store.me.value.seat_id
  const { cast, notCast } = checkTotals(vote, vote.electorate, entered.totals)
  const ask = () =>
    confirm({
      title: t("Are these the totals that were counted?"),
      body: t("With your confirmation the vote is closed and counted. Your name stands in the record beside that of {name}.", { name: entered.by.name }),
      confirm: t("Confirm and close the vote"),
      cancel: t("Go back"),
    })
  return html`<div class="stack tight">
    <p class="strong">${t("Totals entered by {name}", { name: entered.by.name })}</p>
    <${TotalsRead} vote=${vote} totals=${entered.totals} />
    <p class="small figures">${t("Ballots: {cast} · did not vote: {missing} · entitled: {electorate}", { cast: formatNumber(cast), missing: formatNumber(notCast), electorate: formatNumber(vote.electorate) })}</p>
    ${entered.side && html`<p class="small">${t("The chair voted: {answer}", { answer: choiceWords(entered.side) })}</p>`}
    ${own
      ? html`<p class="notice" role="status"><${Icon} name="clock" />${t("Waiting for a second person: they see the totals on their own desk and confirm them there.")}</p>`
      : html`<${ActButton} kind="primary" size="large" icon="check" wide ask=${ask} act=${(key) => api.post(meetingPath(`/votes/${vote.id}/by-hand/confirmation`), { totals: entered.totals, side: entered.side }, { key })}>${t("Confirm and close the vote")}<//>`}
    ${onAnew && html`<div class="row"><${Button} icon="edit" onClick=${onAnew}>${t("Enter other totals")}<//></div>`}
  </div>`
}

export function TotalsRead({ vote, totals }) {
  if (vote.form === "one") {
    return html`<dl class="totals-read figures">
      ${vote.options.map((option) => html`<div key=${option}><dt><${ChoiceMark} choice=${option} /> ${choiceWords(option)}</dt><dd>${formatNumber(totals.counts[option])}</dd></div>`)}
      <div><dt><${ChoiceMark} choice="invalid" /> ${choiceWords("invalid")}</dt><dd>${formatNumber(totals.invalid)}</dd></div>
    </dl>`
  }
  return html`<dl class="totals-read figures">
    <div><dt>${choiceWords("invalid")}</dt><dd>${formatNumber(totals.invalid)}</dd></div>
    ${vote.form === "picks" && html`<div><dt>${choiceWords("blank")}</dt><dd>${formatNumber(totals.blank)}</dd></div>`}
    ${vote.subjects.map(({ id, title }) => html`<div key=${id}><dt>${title}</dt><dd>${vote.form === "picks" ? formatNumber(totals.subjects[id]) : vote.options.map((option) => `${choiceWords(option)} ${formatNumber(totals.subjects[id][option])}`).join(" · ")}</dd></div>`)}
  </dl>`
}
