using Atelier.Diffusion.Pipeline;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A model as it is shown.</summary>
/// <param name="Family"><c>sd1</c>, <c>sd2</c>, <c>sdxl</c>; absent where it could not be told.</param>
/// <param name="State"><c>ready</c>, <c>quarantined</c>, or why it cannot be used.</param>
/// <param name="Problem">Why it cannot be used; absent where it can.</param>
/// <param name="Hash">SHA-256; absent until somebody has asked for this model alone.</param>
/// <param name="Loaded">Whether it is in a worker's memory.</param>
/// <param name="Default">Whether requests that name no model get it.</param>
/// <param name="Defaults">What a request that leaves fields open gets; absent where the model cannot be used.</param>
internal sealed record ModelView(
    string Name, string? Family, string State, bool Ready, string? Problem, string? Hash, long Bytes, bool Loaded, bool Default,
    ModelDefaultsView? Defaults);

internal sealed record ModelDefaultsView(int Steps, double GuidanceScale, string Sampler, string? Schedule, int Width, int Height)
{
    public static ModelDefaultsView Of(ModelDefaults defaults) => new(
        defaults.Steps, defaults.GuidanceScale, defaults.Sampler, defaults.Schedule, defaults.Width, defaults.Height);
}
