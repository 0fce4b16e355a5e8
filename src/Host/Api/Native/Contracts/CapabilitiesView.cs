using Atelier.Generation;
using Atelier.Host.Api.Errors;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>Whether a request could be honoured.</summary>
/// <param name="Problems">Everything that is in the way.</param>
/// <param name="Resolved">The request with nothing left open; absent where something is in the way.</param>
internal sealed record CapabilitiesView(bool Ok, IReadOnlyList<FieldProblem> Problems, GenerationRequest? Resolved);
