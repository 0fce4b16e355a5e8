using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Graphs;

/// <summary>Planes of numbers.</summary>
internal sealed record Volume(int Channels, int Height, int Width, double[] Values)
{
    public double At(int channel, int y, int x) =>
        y < 0 || x < 0 || y >= Height || x >= Width ? 0 : Values[(((channel * Height) + y) * Width) + x];

    public static Volume Of(int channels, int height, int width, Func<int, int, int, double> value)
    {
        var values = new double[channels * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i / (height * width), i / width % height, i % width);
        }

        return new Volume(channels, height, width, values);
    }

    public Volume Map(Func<double, double> function) => this with { Values = Array.ConvertAll(Values, value => function(value)) };

    public Volume Plus(Volume other, double times) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a + (times * b))] };
}

/// <summary>ESRGAN's generator as its paper writes it, with loops.</summary>
internal sealed class PlainRrdbNet(RrdbNetConfig config)
{
    private readonly MadeWeights _weights = new();

    public WrittenWeights Written()
    {
        // Running it once is what makes the weights.
        Upscale(Volume.Of(config.Channels, 4, 4, (_, _, _) => 0));
        return _weights.Written();
    }

    public Volume Upscale(Volume picture)
    {
        var features = config.Features;
        var x = Conv("conv_first", Unshuffle(picture), features);
        var deep = x;
        for (var block = 0; block < config.Blocks; block++)
        {
            var inside = deep;
            for (var dense = 1; dense <= 3; dense++)
            {
                inside = Dense($"body.{block}.rdb{dense}", inside);
            }

            deep = deep.Plus(inside, 0.2);
        }

        x = x.Plus(Conv("conv_body", deep, features), 1);
        for (var up = 1; up <= config.Ups; up++)
        {
            var small = x;
            x = Leaky(Conv($"conv_up{up}",
                Volume.Of(features, 2 * x.Height, 2 * x.Width, (c, row, column) => small.At(c, row / 2, column / 2)), features));
        }

        return Conv("conv_last", Leaky(Conv("conv_hr", x, features)), config.Channels);
    }

    private Volume Dense(string name, Volume x)
    {
        var seen = x;
        for (var i = 1; i < 5; i++)
        {
            var added = Leaky(Conv($"{name}.conv{i}", seen, config.Growth));
            seen = new Volume(seen.Channels + added.Channels, x.Height, x.Width, [.. seen.Values, .. added.Values]);
        }

        return x.Plus(Conv($"{name}.conv5", seen, config.Features), 0.2);
    }

    private Volume Unshuffle(Volume picture)
    {
        var side = config.Shuffle;
        return Volume.Of(picture.Channels * side * side, picture.Height / side, picture.Width / side, (channel, y, x) =>
            picture.At(channel / (side * side), (y * side) + (channel / side % side), (x * side) + (channel % side)));
    }

    private static Volume Leaky(Volume x) => x.Map(value => value < 0 ? 0.2 * value : value);

    private Volume Conv(string name, Volume x, int outputs) => _weights.Conv(name, x, outputs);
}
