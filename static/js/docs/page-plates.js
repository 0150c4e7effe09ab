// The page shown and its neighbours, each on a canvas of its own that the browser has ready as a layer: a turn moves one of them
// to the front, and nothing has to be copied, which on a slow tablet takes longer than everything else about a turn.

const PLATES = 3 // the page shown, and one on either side; a page is 14 MB

export class PagePlates {
  #host
  #plates = [] // {canvas, context, page, w, h}; page 0: nothing is on it
  #front = null
  #era = 0 // of the paper: what was begun for another one is thrown away

  // host: the element that gets the canvases
  constructor(host) {
    this.#host = host
  }

  // → whether the page was here in this size, and now is in front. size: {w, h} of the canvas
  show(page, size) {
    const plate = this.#holding(page, size)
    if (!plate) return false
    if (plate === this.#front) return true
    plate.canvas.classList.remove("is-aside")
    this.#front?.canvas.classList.add("is-aside")
    this.#front = plate
    return true
  }

  putAside() {
    this.#front?.canvas.classList.add("is-aside")
    this.#front = null
  }

  // Ready for a turn to it. bitmap: stays its owner's; around: the page shown, whose other neighbour is kept
  async prepare(page, bitmap, size, around) {
    if (this.#holding(page, size)) return
    const isSame = bitmap.width === size.w && bitmap.height === size.h
    const options = isSame ? undefined : { resizeWidth: size.w, resizeHeight: size.h, resizeQuality: "high" }
    const era = this.#era
    const copy = await createImageBitmap(bitmap, options).catch(() => null) // closed meanwhile: it is turned to without
    const plate = copy && era === this.#era && this.#free(page, around)
    if (!plate) return void copy?.close()
    const { canvas, context } = plate
    if (plate.w !== size.w || plate.h !== size.h) {
      canvas.width = size.w
      canvas.height = size.h
    }
    context.transferFromImageBitmap(copy)
    Object.assign(plate, { page, ...size })
  }

  // Another paper: what is in front stays to be seen until something else is.
  forget() {
    this.#era += 1
    for (const plate of this.#plates) plate.page = 0
  }

  clear() {
    this.forget()
    this.putAside()
    for (const { canvas, context } of this.#plates) {
      context.transferFromImageBitmap(null)
      canvas.width = canvas.height = 0
      canvas.remove()
    }
    this.#plates = []
  }

  #holding(page, { w, h }) {
    return this.#plates.find((plate) => plate.page === page && plate.w === w && plate.h === h)
  }

  // The one that holds this page in another size, else an empty one, else that of the page farthest away.
  #free(page, around) {
    const held = this.#plates.find((plate) => plate.page === page)
    if (held) return held === this.#front ? null : held
    if (this.#plates.length < PLATES) return this.#add()
    const others = this.#plates.filter((plate) => plate !== this.#front)
    return others.reduce((far, plate) => (Math.abs(plate.page - around) > Math.abs(far.page - around) ? plate : far))
  }

  #add() {
    const canvas = document.createElement("canvas")
    canvas.className = "is-aside"
    this.#host.append(canvas)
    const plate = { canvas, context: canvas.getContext("bitmaprenderer", { alpha: false }), page: 0, w: 0, h: 0 }
    this.#plates.push(plate)
    return plate
  }
}
