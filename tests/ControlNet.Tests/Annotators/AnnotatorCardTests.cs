using Atelier.ControlNet.Annotators;
using Atelier.Networks;

namespace Atelier.ControlNet.Tests.Annotators;

public class AnnotatorCardTests
{
    private readonly AnnotatorFolder _folder = new();

    [Theory]
    [InlineData("""{""", "some.json: is not JSON")]
    [InlineData("""[]""", "some.json: must be an object")]
    [InlineData("""{"output":{"values":"minmax"}}""", "kind is missing; it must be one of depth, normal, pose")]
    [InlineData("""{"kind":"smell","output":{"values":"minmax"}}""", "kind must be one of depth, normal")]
    [InlineData("""{"kind":"depth"}""", "output.values is missing; it must be one of minmax, range")]
    [InlineData("""{"kind":"depth","output":{"values":"minmax"},"colour":1}""",
        "colour is not a field; there are description, input, kind, label, output")]
    [InlineData("""{"kind":"depth","output":{"values":"minmax","gamma":1}}""", "output.gamma is not a field")]
    [InlineData("""{"kind":"depth","kind":"pose","output":{"values":"minmax"}}""", "is not JSON")]
    [InlineData("""{"kind":"depth","input":{"mean":[1,2]},"output":{"values":"minmax"}}""", "input.mean must be a list of 3 numbers")]
    [InlineData("""{"kind":"depth","input":{"std":[1,0,1]},"output":{"values":"minmax"}}""", "input.std must be above 0")]
    [InlineData("""{"kind":"depth","input":{"size":[0,8]},"output":{"values":"minmax"}}""",
        "input.size must be width and height, each from 1 to 4096")]
    [InlineData("""{"kind":"depth","input":{"layout":"CHWN"},"output":{"values":"minmax"}}""", "input.layout must be one of NCHW, NHWC")]
    [InlineData("""{"kind":"depth","input":7,"output":{"values":"minmax"}}""", "input must be an object")]
    [InlineData("""{"kind":"depth","output":{"values":"minmax","invert":1}}""", "output.invert must be true or false")]
    [InlineData("""{"kind":"depth","output":{"values":"range","range":[2,2]}}""", "output.range must be two different numbers")]
    [InlineData("""{"kind":"depth","output":{"values":"minmax","range":[0,1]}}""", "output.range goes with values range only")]
    [InlineData("""{"kind":"segmentation","output":{"values":"argmax"}}""", "output.palette is missing")]
    [InlineData("""{"kind":"segmentation","output":{"values":"argmax","palette":["#00000g"]}}""",
        "output.palette.0 must be a colour such as #8c8c8c")]
    [InlineData("""{"kind":"edges","output":{"values":"softmax"}}""", "output.channel is missing")]
    [InlineData("""{"kind":"edges","output":{"values":"minmax","channel":-1}}""", "output.channel must be a whole number from 0 to 4095")]
    public void What_is_wrong_is_named_with_file_and_field(string json, string problem)
    {
        var said = _folder.Problem(json);
        Assert.Contains("annotators/some.json", said);
        Assert.Contains(problem, said);
    }

    [Theory]
    [InlineData("""{"kind":"depth","input":{"name":"x"},"output":{"values":"minmax"}}""", "input.name is 'x', but the network has picture")]
    [InlineData("""{"kind":"depth","output":{"name":"y","values":"minmax"}}""", "output.name is 'y', but the network has map")]
    [InlineData("""{"kind":"depth","input":{"layout":"NHWC"},"output":{"values":"minmax"}}""",
        "input.layout says NHWC, but the network's input 'picture' is [1, 3, -1, -1]")]
    [InlineData("""{"kind":"depth","output":{"values":"minmax","channel":3}}""", "output.channel is 3, but the network gives 3 channels")]
    [InlineData("""{"kind":"segmentation","output":{"values":"argmax","palette":["#000000"]}}""",
        "output.palette has 1 colours, but the network gives class 2")]
    [InlineData("""{"kind":"pose","output":{"values":"keypoints"}}""", "output.values says keypoints, but the network gives [1, 3, 2, 2]")]
    public void What_does_not_fit_the_network_is_named(string json, string problem)
    {
        _folder.Answer = input => new NetworkTensor([.. input.Values.Select((_, i) => (float)i)], [.. input.Shape]);
        Assert.Contains($"annotators/some.json: {problem}", _folder.Problem(json));
    }

    [Fact]
    public void A_fixed_size_that_the_json_contradicts_is_named()
    {
        _folder.InputShape = [1, 3, 64, 64];
        Assert.Contains(
            "input.size says 32, but the network takes 64",
            _folder.Problem("""{"kind":"depth","input":{"size":[32,64]},"output":{"values":"minmax"}}"""));
    }

    [Fact]
    public void Numbers_that_are_none_are_told()
    {
        _folder.Answer = _ => new NetworkTensor([float.NaN], 1, 1);
        Assert.Contains("values that are not numbers", _folder.Problem("""{"kind":"depth","output":{"values":"minmax"}}"""));
    }

    [Fact]
    public void Every_network_is_listed_and_a_bad_one_says_why()
    {
        _folder.Add("depth", """{"label":"Depth, small","kind":"depth","output":{"values":"minmax"}}""");
        _folder.Add("lonely", null);

        var models = new OnnxAnnotator().Models(_folder);

        Assert.Equal(
            [("depth", "Depth, small", "Depth"), ("lonely", "lonely", "")],
            models.Select(model => (model.File.Name, model.Label, model.ControlType)));
        Assert.Equal(
            "Cannot be used: lonely.json: is missing: it lies beside the network and says what the network takes and gives",
            models[1].Description);
    }
}
