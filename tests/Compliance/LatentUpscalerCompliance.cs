using Atelier.Compliance.Doubles;
using Atelier.Tensors;
using Atelier.Upscaling;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="ILatentUpscaler"/> keeps to. Inherit it and give the upscaler.</summary>
public abstract class LatentUpscalerCompliance
{
    protected abstract ILatentUpscaler Upscaler { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Upscaler);

    [Theory]
    [InlineData(16, 12)]
    [InlineData(11, 7)]
    [InlineData(9, 40)]
    [InlineData(1, 1)]
    public void It_makes_exactly_the_asked_size_of_every_picture_and_channel(int width, int height)
    {
        var made = Upscaler.Upscale(Some(3), width, height);
        Assert.Equal([3, 4, height, width], made.Shape.Dimensions.ToArray());
        Assert.All(made.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void One_value_everywhere_stays_that_value()
    {
        var flat = Latent.Own(new TensorShape(1, 4, 6, 5), [.. Enumerable.Repeat(-1.25, 120)]);
        Assert.All(Upscaler.Upscale(flat, 13, 11).Values.ToArray(), value => Assert.Equal(-1.25, value, 1e-9));
    }

    [Fact]
    public void Pictures_of_a_batch_do_not_touch_each_other()
    {
        var batch = Some(2);
        var together = Upscaler.Upscale(batch, 13, 11);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Upscaler.Upscale(batch.Item(i), 13, 11).Values, together.Item(i).Values);
        }
    }

    [Fact]
    public void What_it_is_given_stays_as_it_was()
    {
        var latent = Some(1);
        var before = latent.Values.ToArray();
        Upscaler.Upscale(latent, 16, 12);
        Assert.Equal(before, latent.Values);
    }

    private static Latent Some(int batch)
    {
        var values = new float[batch * 4 * 6 * 5];
        new PlainNoise().Open(1).Fill(values);
        return Latent.FromSingle(new TensorShape(batch, 4, 6, 5), values);
    }
}
