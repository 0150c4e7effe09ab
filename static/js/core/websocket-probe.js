// Whether a WebSocket comes through both ways, beside the line there is.

const PATIENCE_MS = 8000
const [OPENED, CONNECT] = ["0", "40"] // what Engine.IO says first, and what Socket.IO wants to hear

export function websocketPasses() {
  return new Promise((answer) => {
    const line = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/socket.io/?EIO=4&transport=websocket`)
    line.onmessage = ({ data }) => (data.startsWith(OPENED) ? line.send(CONNECT) : end(true)) // a refusal is an answer, too
    line.onclose = line.onerror = () => end(false)
    const timer = setTimeout(() => end(false), PATIENCE_MS)

    function end(passes) {
      clearTimeout(timer)
      line.onmessage = line.onclose = line.onerror = null
      answer(passes)
      line.close()
    }
  })
}
