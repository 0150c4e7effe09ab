// Whether a WebSocket comes through both ways, beside the line there is.

import { io } from "../../vendor/socket.io/socket.io.js"

const PATIENCE_MS = 8000

export function websocketPasses() {
  return new Promise((answer) => {
    const line = io({ forceNew: true, transports: ["websocket"], reconnection: false })
    const timer = setTimeout(() => end(false), PATIENCE_MS)
    line.on("connect", () => end(true))
    line.on("connect_error", ({ data }) => end(Boolean(data))) // a refusal in words has come through, too

    function end(passes) {
      clearTimeout(timer)
      line.disconnect()
      answer(passes)
    }
  })
}
