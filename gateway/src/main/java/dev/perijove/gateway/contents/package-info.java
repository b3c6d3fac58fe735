/**
 * Files, directories and notebooks under a root that nothing leaves: {@code /api/contents} and
 * {@code /files}.
 */
@NullMarked
package dev.perijove.gateway.contents;

import org.jspecify.annotations.NullMarked;
