using Atelier.Compliance;
using Atelier.Noise;
using Atelier.Support;

namespace Atelier.Samplers.Tests.Noise;

public class PhiloxNoiseTests : NoiseCompliance
{
    protected override INoise Noise => PluginParts.All.Noises["philox"];

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void The_first_two_calls_give_the_bits_of_CUDA()
    {
        var golden = Golden.Open("noise", "expected.safetensors");
        foreach (var (seed, tensor) in GoldenNoise.Of("philox."))
        {
            var stream = Noise.Open(seed);
            Assert.Equal(tensor.Floats, Draw(stream, tensor.Floats.Length));
            var second = golden[$"philox.second.{seed}"].Floats;
            Assert.Equal(second, Draw(stream, second.Length));
        }
    }

    [Fact]
    public void All_64_bits_of_a_seed_count() => Assert.NotEqual(Draw(Noise.Open(5), 20), Draw(Noise.Open(5 + (1UL << 32)), 20));

    private static float[] Draw(INoiseStream stream, int length)
    {
        var values = new float[length];
        stream.Fill(values);
        return values;
    }
}
