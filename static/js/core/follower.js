// Which facts may be applied now, and what must be fetched first. No socket, no clock, no DOM: connection.js drives it.
//
// A fact is applied only as the next of its channel. Anything else waits until the gap is filled from the log,
// or a new snapshot is taken (another epoch, or the log cannot fill the gap).

export const Need = Object.freeze({ NOTHING: null, FACTS: "facts", SNAPSHOT: "snapshot" })

export class Follower {
  #epoch = null
  #seqs = {}
  #heartbeats = {}
  #waiting = []
  #following = false

  get epoch() {
    return this.#epoch
  }

  get seqs() {
    return { ...this.#seqs }
  }

  // Hold back what arrives until the snapshot or the log says where it belongs.
  hold() {
    this.#following = false
  }

  // A new line: what was waiting from the old one is in the log, or of another past.
  begin() {
    this.hold()
    this.#waiting = []
  }

  // → the facts heard meanwhile that the snapshot does not hold, in order.
  takeSnapshot({ epoch, seqs }) {
    // Facts do not say of which past they are: those heard before must not pass for the new ones of the same number.
    if (this.#epoch !== null && this.#epoch !== epoch) this.#waiting = []
    this.#epoch = epoch
    this.#seqs = { ...seqs }
    this.#heartbeats = Object.fromEntries(Object.entries(this.#heartbeats).filter(([, beat]) => beat.epoch === epoch))
    this.#following = true
    return this.#ready()
  }

  // → the facts to apply now. The log's facts and those already waiting, in order.
  takeLog(facts) {
    this.#waiting.push(...facts)
    this.#following = true
    return this.#ready()
  }

  // → the facts to apply now: often just this one; none when it came before its turn or again.
  hear(fact) {
    this.#waiting.push(fact)
    return this.#following ? this.#ready() : []
  }

  hearHeartbeat({ channel, epoch, seq }) {
    const known = this.#heartbeats[channel]
    if (known?.epoch === epoch && known.seq > seq) return // said earlier, but of later
    this.#heartbeats[channel] = { epoch, seq }
  }

  get need() {
    const heard = Object.entries(this.#heartbeats)
    if (this.#epoch === null || heard.some(([, beat]) => beat.epoch !== this.#epoch)) return Need.SNAPSHOT
    const missing = !this.#following || this.#waiting.length > 0 || heard.some(([channel, beat]) => beat.seq > this.#last(channel))
    return missing ? Need.FACTS : Need.NOTHING
  }

  // A channel that the snapshot did not name had told nothing yet.
  #last(channel) {
    return this.#seqs[channel] ?? 0
  }

  #ready() {
    const ready = []
    this.#waiting.sort((a, b) => a.seq - b.seq)
    this.#waiting = this.#waiting.filter((fact) => {
      const next = this.#last(fact.channel) + 1
      if (fact.seq === next) {
        this.#seqs[fact.channel] = next
        ready.push(fact)
      }
      return fact.seq > next
    })
    return ready
  }
}
