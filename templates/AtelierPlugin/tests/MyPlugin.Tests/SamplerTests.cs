using Atelier.Compliance;
using Atelier.Sampling;

namespace MyPlugin.Tests;

/// <summary>Some forty tests that any sampler passes: the right end, the same picture for the same seed, cancelling, many threads.</summary>
public sealed class SamplerTests : SamplerCompliance
{
    protected override ISampler Sampler { get; } = new Sampler();
}
