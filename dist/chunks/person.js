// src/ports/person.ts
/** `name <email>`: how a person without an account is named in records and trailers. */
const nameOf = (identity) => `${identity.name} <${identity.email}>`;
export { nameOf as t };
