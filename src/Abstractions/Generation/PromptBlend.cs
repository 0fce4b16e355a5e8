namespace Atelier.Generation;

/// <summary>
/// A second prompt that the first is moved towards, as vectors: <c>(1 − weight) · first + weight · second</c> for every token and the
/// pooled vector (ComfyUI's conditioning average). Between 0 and 1 lie pictures between two prompts.
/// </summary>
public sealed record PromptBlend
{
    /// <summary>
    /// The second prompt, in the first's grammar. Both join as many prompts by AND; adapters are named in the first alone.
    /// </summary>
    public required string Prompt { get; init; }

    /// <summary>How far towards the second: 0 stays, 1 arrives. Default 0.5.</summary>
    public double Weight { get; init; } = 0.5;
}
