package dev.perijove.gateway.http;

/** The event that tells every connection to finish what it is at and close. */
enum Drain {
  NOW
}
