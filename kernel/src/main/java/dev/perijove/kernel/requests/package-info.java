/**
 * One handler a request type; the dispatcher sends busy, the reply and idle around each.
 *
 * <p>A handler is given content and returns content. What it prints, displays or asks goes through
 * the {@link dev.perijove.kernel.requests.RequestContext} of its request, which ends with it.
 */
@NullMarked
package dev.perijove.kernel.requests;

import org.jspecify.annotations.NullMarked;
