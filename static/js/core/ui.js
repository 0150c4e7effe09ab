// The only door to Preact, htm and signals: screens and components import from here, never from vendor/.
export {
  html,
  h,
  render,
  createRef,
  Fragment,
  createContext,
  useState,
  useEffect,
  useLayoutEffect,
  useMemo,
  useCallback,
  useRef,
  useContext,
  useId,
  signal,
  computed,
  effect,
  batch,
  untracked,
  useSignal,
  useComputed,
  useSignalEffect,
} from "../../vendor/preact/preact.js"

// Class names from truths: classes("button", busy && "is-busy").
export function classes(...names) {
  return names.filter(Boolean).join(" ")
}
