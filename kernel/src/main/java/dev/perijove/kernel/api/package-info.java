/**
 * What a notebook's code can call besides Java: showing things, and speaking to the client. Every
 * cell has it imported. Depends on the JDK only, since it lives among the user's libraries.
 *
 * <pre>{@code
 * display(MimeBundle.html("<b>almost</b>"), "state");
 * updateDisplay(MimeBundle.html("<b>done</b>"), "state");
 * }</pre>
 */
@NullMarked
package dev.perijove.kernel.api;

import org.jspecify.annotations.NullMarked;
