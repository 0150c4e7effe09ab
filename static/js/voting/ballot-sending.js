// A ballot on its way: sealed if the vote is secret, sent with one key however often, and what became of it.

import { useAct } from "../core/act.js"
import { api, ApiError } from "../core/api.js"
import { t } from "../core/i18n.js"
import { lateModule } from "../core/on-demand.js"
import { store } from "../core/store.js"
import { useEffect, useRef, useState } from "../core/ui.js"
import { isSecret } from "./answers.js"
import { tellTooLate } from "./late-ballots.js"
import { rememberSealed } from "./own-secret.js"

const OUTDATED = "ballot_outdated"
const TOO_LATE = ["vote_closed", "deadline_passed"]

const sealing = lateModule(() => import("./sealing.js"))

// ballot: what the server has of mine, or undefined; what is sent says on which of them it was made.
// → { state: idle | sending | recorded | failed, asked: the answer on its way or null, sent: the last that was sent, {answer, comment, isRecorded}, error, recorded: how often it came through,
//     send(answer, comment), retry() }; that it came too late is told by too-late.js, also when this is gone from the screen
export function useBallotSending(meetingId, vote, ballot) {
  const [asked, setAsked] = useState(null)
  const [sent, setSent] = useState(null)
  const [unsealed, setUnsealed] = useState(null)
  const [recorded, setRecorded] = useState(0)
  const [isSealing, setSealing] = useState(false)
  const latest = useRef(null) // {answer, comment, body: what goes over the line, once it is sealed}
  const path = `/api/meetings/${meetingId}/votes/${vote.id}/ballots/mine`
  const put = async (key, body) => {
    const told = await api.put(path, body, { key, tries: 3 }).catch((error) => {
      if (TOO_LATE.includes(error.code)) tellTooLate(vote, error.message)
      throw error
    })
    if (!told.is_replaced) return told
    throw new ApiError({ code: OUTDATED, message: told.ballot ? t("A later answer of yours has replaced this one.") : t("It was recorded, and taken out of the vote since."), told })
  }
  const act = useAct(put, {
    onDone({ ballot }) {
      if (ballot.receipt) rememberSealed(vote.id, ballot.receipt, latest.current.answer)
      setAsked(null)
      setSent((one) => ({ ...one, isRecorded: true }))
      setRecorded((count) => count + 1)
      store.receive([{ name: "ballot:recorded", ballot }])
    },
    onFail(error) {
      if (error.code === OUTDATED) {
        const stands = error.told.ballot
        latest.current.isOutdated = true
        store.receive([stands ? { name: "ballot:recorded", ballot: stands } : { name: "ballot:removed", id: vote.id }])
      }
      if (TOO_LATE.includes(error.code)) setAsked(null)
    },
  })
  const state = act.state.value

  async function send(answer, comment) {
    if (isSealing || state === "sending") return
    setAsked(answer)
    setSent({ answer, comment })
    setUnsealed(null)
    latest.current = { answer, comment, body: null }
    try {
      latest.current.body = { ...(await bodyOf(answer, comment)), revision: ballot?.revision ?? 0 }
    } catch {
      setUnsealed(new Error(t("This tablet could not seal your ballot, so nothing was sent. Please try again, or ask for another tablet.")))
      return
    } finally {
      setSealing(false)
    }
    act.run(latest.current.body)
  }

  async function bodyOf(answer, comment) {
    if (!isSecret(vote)) return vote.manner === "circulation" ? { answer, comment } : { answer }
    setSealing(true)
    const { sealAnswer } = await sealing()
    return { sealed: await sealAnswer(vote, answer) }
  }

  // The same sealed ballot again: another one would be another answer. Made on another ballot only after that one was shown.
  function retry() {
    const { answer, comment, body, isOutdated } = latest.current
    if (isOutdated) Object.assign(latest.current, { isOutdated: false, body: { ...body, revision: ballot?.revision ?? 0 } })
    if (body) act.run(latest.current.body)
    else send(answer, comment)
  }

  // Closed while my answer hung between: only the server knows whether it came in time.
  const open = vote.state === "open"
  useEffect(() => {
    if (!open && asked && state === "failed") retry()
  }, [open])

  return {
    state: isSealing ? "sending" : unsealed ? "failed" : state,
    asked,
    sent,
    error: unsealed ?? act.error.value,
    recorded,
    send,
    retry,
  }
}
