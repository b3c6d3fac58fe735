/** Completion and inspection: what can stand at the cursor, and what stands there. */
@NullMarked
package dev.perijove.kernel.intellisense;

import org.jspecify.annotations.NullMarked;
