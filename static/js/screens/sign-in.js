// What JavaScript adds to the sign-in form: seeing the password, and not sending the form twice.

const password = document.getElementById("password")
const show = document.getElementById("show-password")
const form = document.querySelector(".sign-in-form")

show.hidden = false
show.addEventListener("click", () => {
  const shown = password.type === "password"
  password.type = shown ? "text" : "password"
  show.setAttribute("aria-pressed", String(shown))
  password.focus()
})

let sent = false
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault()
  sent = true
  form.querySelector(".button-primary").setAttribute("aria-busy", "true")
})

// Back from the next page: the form is used anew.
addEventListener("pageshow", () => {
  sent = false
  form.querySelector(".button-primary").removeAttribute("aria-busy")
})
