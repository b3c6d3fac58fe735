/**
 * Decides who is asking and whether they may: tokens, the login cookie, origins and hosts.
 *
 * <p>{@link dev.perijove.gateway.auth.AuthGate} stands before the whole route table, so a new route
 * is closed until the table opens it.
 */
@NullMarked
package dev.perijove.gateway.auth;

import org.jspecify.annotations.NullMarked;
