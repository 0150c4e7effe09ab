// The same page turn in Node's Socket.IO, for comparison: no sign-in, no rule, no database. node server.js PORT FACT
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, fact] = process.argv.slice(2);
const [name, payload] = JSON.parse(fact);
const http = createServer((_request, response) => response.end("OK"));
const io = new Server(http, { pingInterval: 10000, pingTimeout: 10000, perMessageDeflate: false });

io.on("connection", (socket) => {
  socket.on("meeting:join", ({ meeting_id }, answer) => {
    socket.join(`meeting:${meeting_id}`);
    answer({ ok: true });
  });
  socket.on("page:show", ({ meeting_id, page }, answer) => {
    io.to(`meeting:${meeting_id}`).emit(name, { ...payload, presentation: { ...payload.presentation, page } });
    answer({ ok: true });
  });
});

http.listen(Number(port), "127.0.0.1");
