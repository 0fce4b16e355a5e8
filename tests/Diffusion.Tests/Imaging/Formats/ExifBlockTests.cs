using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Formats;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging.Formats;

public sealed class ExifBlockTests
{
    [Fact]
    public void Values_of_odd_and_even_length_come_back()
    {
        var block = ExifBlock.Write([(0x927c, [1, 2, 3, 4, 5]), (0x9286, [6, 7, 8, 9, 10, 11])]);
        var tags = ExifBlock.Read(block);
        Assert.Equal([1, 2, 3, 4, 5], tags[0x927c].ToArray());
        Assert.Equal([6, 7, 8, 9, 10, 11], tags[0x9286].ToArray());
    }

    [Fact]
    public void The_parameters_stand_in_the_user_comment_byte_for_byte_as_piexif_writes_them()
    {
        const ushort userComment = 0x9286;
        var texts = new Dictionary<string, string> { [PictureMetadata.ParametersKeyword] = PillowFiles.Unicode };
        var jpeg = PillowFiles.Jpeg;
        var theirs = ExifBlock.Read(jpeg.AsMemory(jpeg.AsSpan().IndexOf("MM\0*"u8)));
        Assert.Equal(theirs[userComment].ToArray(), ExifBlock.Read(ExifTexts.Write(texts))[userComment].ToArray());
    }

    [Fact]
    public void Little_endian_blocks_are_read_too()
    {
        byte[] block =
        [
            .. "II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0,
            1, 0, 0x86, 0x92, 7, 0, 5, 0, 0, 0, 44, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 1,
        ];
        Assert.Equal([5, 4, 3, 2, 1], ExifBlock.Read(block)[0x9286].ToArray());
    }

    [Fact]
    public void Offsets_out_of_the_block_are_damage()
    {
        var block = ExifBlock.Write([(0x9286, [1, 2, 3, 4, 5])]);
        for (var i = 4; i < block.Length; i++)
        {
            var damaged = (byte[])block.Clone();
            damaged[i] = 0xff;
            Assert.True(Record.Exception(() => ExifBlock.Read(damaged)) is null or PictureException);
        }

        block[4] = 0x7f;
        Assert.Throws<PictureException>(() => ExifBlock.Read(block));
        Assert.Throws<PictureException>(() => ExifBlock.Read(new byte[3]));
    }
}
