using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class AnimationEncoderTests
{
    [Fact]
    public void A_webp_has_a_frame_for_each_picture_with_its_time()
    {
        var file = AnimationEncoder.Encode(
            [Plain(255, 0, 0), Plain(0, 255, 0), Plain(0, 0, 255)], new AnimationEncoding(IsGif: false, Delay: 250, Loops: 2, Quality: 80));

        var frames = Chunks(file).Where(chunk => chunk.Name == "ANMF").ToList();
        Assert.Equal(3, frames.Count);
        Assert.All(frames, frame => Assert.Equal(250, frame.Body[12] | (frame.Body[13] << 8) | (frame.Body[14] << 16)));
        var animation = Assert.Single(Chunks(file), chunk => chunk.Name == "ANIM");
        Assert.Equal(2, animation.Body[4] | (animation.Body[5] << 8));
        var first = PictureCodec.Decode(file);
        Assert.Equal((32, 16), (first.Width, first.Height));
        Assert.True(first.Pixels[0] > 230 && first.Pixels[1] < 40);
    }

    [Fact]
    public void A_gif_has_a_frame_for_each_picture_and_plays_for_ever()
    {
        var file = AnimationEncoder.Encode(
            [Plain(255, 0, 0), Plain(0, 0, 255)], new AnimationEncoding(IsGif: true, Delay: 70, Loops: 0, Quality: 80));

        Assert.Equal("GIF89a", Encoding.ASCII.GetString(file, 0, 6));
        Assert.Equal((32, 16), (BitConverter.ToUInt16(file, 6), BitConverter.ToUInt16(file, 8)));
        var controls = Enumerable.Range(0, file.Length - 6).Where(at => file[at] == 0x21 && file[at + 1] == 0xf9 && file[at + 2] == 4)
            .ToList();
        Assert.Equal(2, controls.Count);
        Assert.All(controls, at => Assert.Equal(7, BitConverter.ToUInt16(file, at + 4)));
        Assert.Contains("NETSCAPE2.0", Encoding.Latin1.GetString(file));
    }

    [Fact]
    public void Pictures_of_several_sizes_are_refused()
    {
        var error = Assert.Throws<PictureException>(() => AnimationEncoder.Encode(
            [Plain(1, 2, 3), Picture.Own(8, 8, new byte[8 * 8 * 3])],
            new AnimationEncoding(IsGif: false, Delay: 100, Loops: 0, Quality: 80)));

        Assert.Contains("32 x 16", error.Message);
        Assert.Contains("8 x 8", error.Message);
    }

    private static Picture Plain(byte red, byte green, byte blue) =>
        Picture.Own(32, 16, [.. Enumerable.Repeat<byte[]>([red, green, blue], 32 * 16).SelectMany(pixel => pixel)]);

    private static IEnumerable<(string Name, byte[] Body)> Chunks(byte[] webp)
    {
        for (var at = 12; at + 8 <= webp.Length;)
        {
            var length = BitConverter.ToInt32(webp, at + 4);
            yield return (Encoding.ASCII.GetString(webp, at, 4), webp[(at + 8)..(at + 8 + length)]);
            at += 8 + length + (length & 1);
        }
    }
}
