using Atelier.ControlNet.Annotators;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Tests.Annotators;

/// <summary>A folder of annotators, and a network of which the answer is known.</summary>
internal sealed class AnnotatorFolder : IModelFiles, IModelRuntime, INetwork
{
    private readonly string _home = Directory.CreateTempSubdirectory("annotators").FullName;

    public Func<NetworkTensor, NetworkTensor> Answer { get; set; } = input => input;

    public IReadOnlyList<int> InputShape { get; set; } = [1, 3, -1, -1];

    public NetworkTensor? Seen { get; private set; }

    public string Architecture => "onnx";

    public IReadOnlyList<NetworkPort> Inputs => [new("picture", "float", InputShape)];

    public IReadOnlyList<NetworkPort> Outputs => [new("map", "float", [-1])];

    public void Add(string name, string? json)
    {
        File.WriteAllBytes(Path.Combine(_home, $"{name}.onnx"), []);
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(_home, $"{name}.json"), json);
        }
    }

    public IReadOnlyList<ModelFile> List(string kind) =>
        [.. Directory.GetFiles(_home, "*.onnx").Order().Select(path => new ModelFile(kind, Path.GetFileNameWithoutExtension(path), path))];

    public ModelFile Find(string kind, string name, string field) => List(kind).Single(file => file.Name == name);

    public Picture Map(string json, Picture picture)
    {
        Add("some", json);
        return new OnnxAnnotator().Process(
            picture, new PreprocessingContext(
                PartOptions.Bind([]), null, 0, Find(ModelFileKinds.Annotator, "some", ""), this, CancellationToken.None));
    }

    public string Problem(string json, Picture? picture = null) =>
        Assert.Throws<RequestException>(() => Map(json, picture ?? Picture.Own(2, 2, new byte[12]))).Problem;

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) => this;

    public IReadOnlyDictionary<string, NetworkTensor> Run(
        IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Seen = inputs["picture"];
        return new Dictionary<string, NetworkTensor> { ["map"] = Answer(Seen) };
    }

    public void Dispose()
    {
    }
}
