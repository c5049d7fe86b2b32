# Sourced by sam4j: chooses a UTF-8 locale unless the user's is one. Java decodes the names of files by the locale, and letters
# that the locale lacks would become one and the same replacement character.

is_utf8() {
  case $1 in
    *UTF-8 | *UTF8 | *utf-8 | *utf8) return 0 ;;
    *) return 1 ;;
  esac
}

if ! command -v locale >/dev/null; then
  # systems without this command have no list of locales either, so the name tells
  is_utf8 "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" || export LC_ALL=C.UTF-8
elif ! is_utf8 "$(locale charmap 2>/dev/null)"; then
  for candidate in C.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$'); do
    if is_utf8 "$(env LC_ALL="$candidate" locale charmap 2>/dev/null)"; then
      export LC_ALL="$candidate"
      break
    fi
  done
fi
