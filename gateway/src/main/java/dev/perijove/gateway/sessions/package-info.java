/** Which document has which kernel: {@code /api/sessions}. */
@NullMarked
package dev.perijove.gateway.sessions;

import org.jspecify.annotations.NullMarked;
