using Atelier.Diffusion.Imaging.Formats;

namespace Atelier.Diffusion.Tests.Imaging.Formats;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out() => Assert.Equal(0xcbf43926, Crc32.Of("123456789"u8));
}
