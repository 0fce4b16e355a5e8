using Atelier.ControlNet.Tests.Preprocessors;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.ControlNet.Tests.Annotators;

public class AnnotatorMapTests
{
    private static readonly Picture Two = Picture.Own(2, 1, [255, 0, 51, 0, 102, 255]);

    private readonly AnnotatorFolder _folder = new();

    [Fact]
    public void The_network_sees_levels_less_the_mean_by_the_deviation_plane_by_plane()
    {
        _folder.Map("""{"kind":"depth","input":{"mean":[0.5,0,0],"std":[0.5,1,2]},"output":{"values":"range"}}""", Two);

        Assert.Equal([1, 3, 1, 2], _folder.Seen!.Shape);
        Near([1, -1, 0, 0.4f, 0.1f, 0.5f], _folder.Seen.Values);
    }

    [Fact]
    public void Channels_may_come_last_and_blue_first_in_whole_levels()
    {
        _folder.InputShape = [1, -1, -1, 3];
        _folder.Map("""{"kind":"depth","input":{"layout":"NHWC","channels":"BGR","range":"255","mean":[1,2,3]},"output":{"values":"range"}}""", Two);

        Assert.Equal([1, 1, 2, 3], _folder.Seen!.Shape);
        Near([50, -2, 252, 254, 100, -3], _folder.Seen.Values);
    }

    [Theory]
    [InlineData("\"multiple\":14", -1, 28, 14)]
    [InlineData("\"size\":[20,10]", -1, 20, 10)]
    [InlineData("\"multiple\":1", 16, 16, 16)]
    [InlineData("\"multiple\":1", -1, 30, 17)]
    public void The_picture_comes_to_the_size_that_the_network_takes(string input, int fixedAt, int width, int height)
    {
        _folder.InputShape = [1, 3, fixedAt, fixedAt];
        var map = _folder.Map(
            $$$"""{"kind":"depth","input":{{{{input}}}},"output":{"values":"minmax","channel":0}}""", Drawings.Flat(30, 17, 1, 2, 3));

        Assert.Equal([1, 3, height, width], _folder.Seen!.Shape);
        Assert.Equal((30, 17), (map.Width, map.Height));
    }

    [Theory]
    [InlineData("\"values\":\"minmax\"", new byte[] { 0, 255, 128 })]
    [InlineData("\"values\":\"minmax\",\"invert\":true", new byte[] { 255, 0, 128 })]
    [InlineData("\"values\":\"range\",\"range\":[0,4]", new byte[] { 0, 128, 0 })]
    [InlineData("\"values\":\"range\",\"range\":[2,-2]", new byte[] { 255, 0, 128 })]
    [InlineData("\"values\":\"sigmoid\"", new byte[] { 30, 225, 128 })]
    public void Numbers_become_levels_as_the_json_says(string values, byte[] levels)
    {
        _folder.Answer = _ => new NetworkTensor([-2, 2, 0], 1, 1, 1, 3);
        var map = _folder.Map($$$"""{"kind":"edges","output":{{{{values}}}}}""", Drawings.Flat(3, 1, 0, 0, 0));
        Assert.Equal(levels, Enumerable.Range(0, 3).Select(x => Drawings.At(map, x, 0)));
    }

    [Fact]
    public void Normals_are_colours()
    {
        _folder.Answer = _ => new NetworkTensor([0, 0, 1], 1, 3, 1, 1);
        var map = _folder.Map("""{"kind":"normal","output":{"values":"range","range":[-1,1]}}""", Drawings.Flat(1, 1, 0, 0, 0));
        Assert.Equal<byte>([128, 128, 255], map.Pixels.ToArray());
    }

    [Fact]
    public void Classes_take_the_palettes_colours_and_keep_sharp_borders()
    {
        _folder.Answer = _ => new NetworkTensor([1, 5, 3, 2], 1, 2, 1, 2);
        var map = _folder.Map(
            """{"kind":"segmentation","output":{"values":"argmax","palette":["#ff0000","#0080ff"]}}""", Drawings.Flat(4, 1, 0, 0, 0));
        Assert.Equal<byte>([0, 128, 255, 0, 128, 255, 255, 0, 0, 255, 0, 0], map.Pixels.ToArray());
    }

    [Fact]
    public void Classes_may_come_as_their_numbers()
    {
        _folder.Answer = _ => new NetworkTensor([1, 0], 1, 1, 2);
        var map = _folder.Map(
            """{"kind":"segmentation","output":{"values":"argmax","palette":["#ff0000","#0080ff"]}}""", Drawings.Flat(2, 1, 0, 0, 0));
        Assert.Equal<byte>([0, 128, 255, 255, 0, 0], map.Pixels.ToArray());
    }

    [Fact]
    public void A_share_of_the_channels_is_shown()
    {
        // e^0 / (e^0 + e^ln3) is a quarter.
        _folder.Answer = _ => new NetworkTensor([0, MathF.Log(3)], 1, 2, 1, 1);
        var map = _folder.Map("""{"kind":"edges","output":{"values":"softmax","channel":0}}""", Drawings.Flat(1, 1, 0, 0, 0));
        Assert.Equal(64, map.Pixels[0]);
    }

    [Fact]
    public void A_person_is_drawn_where_the_network_is_sure()
    {
        // Of COCO's 17 only the nose and the shoulders are sure; the neck lies between those.
        var joints = new float[17 * 3];
        Set(0, 0.2f, 0.5f);
        Set(5, 0.5f, 0.75f);
        Set(6, 0.5f, 0.25f);
        _folder.Answer = _ => new NetworkTensor(joints, 1, 1, 17, 3);
        var map = _folder.Map("""{"kind":"pose","output":{"values":"keypoints"}}""", Drawings.Flat(101, 101, 0, 0, 0));

        Assert.Equal(new byte[] { 255, 0, 0 }, At(50, 20));
        Assert.Equal(new byte[] { 255, 85, 0 }, At(50, 50));
        Assert.Equal(new byte[] { 255, 170, 0 }, At(25, 50));
        Assert.Equal(new byte[] { 153, 0, 0 }, At(38, 50));
        Assert.Equal(new byte[] { 0, 0, 0 }, At(50, 80));

        byte[] At(int x, int y) => [Drawings.At(map, x, y), Drawings.At(map, x, y, 1), Drawings.At(map, x, y, 2)];

        void Set(int joint, float y, float x) => (joints[joint * 3], joints[(joint * 3) + 1], joints[(joint * 3) + 2]) = (y, x, 0.9f);
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 4));
    }
}
