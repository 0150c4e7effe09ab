// An address that a paper points to, as people write it.

export const bare = (address) => address.replace(/^mailto:/i, "")
