using Atelier.Compliance;
using Atelier.Noise;
using Atelier.Support;

namespace Atelier.Samplers.Tests.Noise;

public class TorchNoiseTests : NoiseCompliance
{
    protected override INoise Noise => PluginParts.All.Noises["torch"];

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Values_are_those_of_PyTorch_within_a_unit_in_the_last_place()
    {
        foreach (var (seed, tensor) in GoldenNoise.Of("torch.", "torch.small."))
        {
            var values = new float[tensor.Floats.Length];
            Noise.Open(seed).Fill(values);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = tensor.Floats[i];
                Assert.True(
                    values[i] == expected || values[i] == MathF.BitIncrement(expected) || values[i] == MathF.BitDecrement(expected),
                    $"seed {seed}, element {i}: {values[i]:r} instead of {expected:r}");
            }
        }
    }

    [Fact]
    public void Seeds_count_modulo_2_to_the_32()
    {
        var (first, second) = (new float[20], new float[20]);
        Noise.Open(5).Fill(first);
        Noise.Open(5 + (1UL << 32)).Fill(second);
        Assert.Equal(first, second);
    }
}
