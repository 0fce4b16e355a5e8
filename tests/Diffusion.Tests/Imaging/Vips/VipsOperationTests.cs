using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging.Vips;

public sealed class VipsOperationTests
{
    [Fact]
    public void An_operation_that_is_not_there_is_named() =>
        Assert.Contains("no_such_operation", Assert.Throws<PictureException>(() => new VipsOperation("no_such_operation")).Message);

    [Theory]
    [InlineData("gifload")]
    [InlineData("svgload")]
    [InlineData("pngload", false)]
    public void Only_our_loaders_may_run(string name, bool blocked = true)
    {
        using var load = new VipsOperation(name);
        var message = Assert.Throws<PictureException>(() => load.Build("No")).Message;
        Assert.Equal(blocked, message.Contains("blocked", StringComparison.Ordinal));
    }
}
