namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>A narrow TAESD as its repository writes it, with loops. Its weights have diffusers' names.</summary>
internal sealed class PlainTaesd(int channels, int width)
{
    private readonly MadeWeights _weights = new();

    /// <summary>The weights, once it has run.</summary>
    public MadeWeights Weights => _weights;

    /// <returns>−1 to 1.</returns>
    public Volume Decode(Volume latent)
    {
        var x = Relu(Conv("decoder.layers.0", latent.Map(value => Math.Tanh(value / 3) * 3), width));
        var at = 2;
        for (var stage = 0; stage < 3; stage++)
        {
            for (var block = 0; block < 3; block++)
            {
                x = Block($"decoder.layers.{at++}", x);
            }

            var small = x;
            x = Volume.Of(width, 2 * x.Height, 2 * x.Width, (channel, row, column) => small.At(channel, row / 2, column / 2));
            x = Conv($"decoder.layers.{++at}", x, width, hasBias: false);
            at++;
        }

        return Conv($"decoder.layers.{at + 1}", Block($"decoder.layers.{at}", x), 3).Map(value => (2 * value) - 1);
    }

    /// <param name="picture">−1 to 1.</param>
    public Volume Encode(Volume picture)
    {
        var x = Block("encoder.layers.1", Conv("encoder.layers.0", picture.Map(value => (value + 1) / 2), width));
        var at = 2;
        for (var stage = 0; stage < 3; stage++)
        {
            x = Conv($"encoder.layers.{at++}", x, width, stride: 2, hasBias: false);
            for (var block = 0; block < 3; block++)
            {
                x = Block($"encoder.layers.{at++}", x);
            }
        }

        return Conv($"encoder.layers.{at}", x, channels);
    }

    private Volume Block(string name, Volume x)
    {
        var h = Relu(Conv($"{name}.conv.0", x, width));
        h = Relu(Conv($"{name}.conv.2", h, width));
        return Relu(Conv($"{name}.conv.4", h, width).Plus(x, 1));
    }

    private static Volume Relu(Volume x) => x.Map(value => Math.Max(0, value));

    private Volume Conv(string name, Volume x, int outputs, int stride = 1, bool hasBias = true) =>
        _weights.Conv(name, x, outputs, 3, stride, hasBias);
}
