using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Configuration;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("8GB", 8_000_000_000)]
    [InlineData("4gib", 4L << 30)]
    [InlineData("1.5 MB", 1_500_000)]
    [InlineData("512", 512)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes) => Assert.Equal(bytes, SizeText.Parse(text));

    [Theory]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("99999999999TB")]
    [InlineData("8 elephants")]
    [InlineData("")]
    public void What_is_no_size_is_not_taken_for_one(string text) => Assert.Null(SizeText.Parse(text));

    [Theory]
    [InlineData(8_000_000_000, "8GB")]
    [InlineData(4L << 30, "4GiB")]
    [InlineData(1001, "1001")]
    [InlineData(0, "0")]
    public void Sizes_are_written_in_the_largest_unit_that_is_whole(long bytes, string text) => Assert.Equal(text, SizeText.Of(bytes));
}
