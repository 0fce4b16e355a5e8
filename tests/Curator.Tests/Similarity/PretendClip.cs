using Atelier.Networks;

namespace Atelier.Curator.Tests.Similarity;

/// <summary>
/// A CLIP model whose answers are known: the eye sees the mean of each colour, the ear reads <c>red</c>, <c>green</c> and <c>blue</c>.
/// </summary>
internal sealed class PretendClip : IModelFiles, IModelRuntime, ITextTokenizer, IDisposable
{
    private static readonly string[] Words = ["red", "green", "blue"];
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-clip").FullName;

    public PretendClip()
    {
        File.WriteAllText(Path.Combine(_folder, "vision_model.onnx"), "");
        File.WriteAllText(Path.Combine(_folder, "text_model.onnx"), "");
    }

    public string Folder => _folder;

    public int StartId => 100;

    public int EndId => 101;

    /// <summary>What the ear was last given, start, end and padding included.</summary>
    public IReadOnlyList<float> Read { get; private set; } = [];

    /// <summary>How many numbers the ear answers with.</summary>
    public int TextSize { get; set; } = 3;

    public IReadOnlyList<ModelFile> List(string kind) =>
        kind == ModelFileKinds.Clip ? [new ModelFile(kind, "clip/text_model", Path.Combine(_folder, "text_model.onnx"))] : [];

    public ModelFile Find(string kind, string name, string field) => throw new NotSupportedException();

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        new Half(this, Path.GetFileName(file.Path) == "vision_model.onnx");

    public ITextTokenizer OpenTokenizer(ModelFile file) => this;

    public IReadOnlyList<int> Encode(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Array.IndexOf(Words, word))
            .Select(id => id < 0 ? 50 : id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Half(PretendClip clip, bool sees) : INetwork
    {
        public string Architecture => "onnx";

        public IReadOnlyList<NetworkPort> Inputs => sees
            ? [new NetworkPort("pixel_values", "float", [-1, 3, 8, 8])]
            : [new NetworkPort("input_ids", "int64", [-1, -1]), new NetworkPort("attention_mask", "int64", [-1, -1])];

        public IReadOnlyList<NetworkPort> Outputs => [new NetworkPort(sees ? "image_embeds" : "text_embeds", "float", [-1, 3])];

        public IReadOnlyDictionary<string, NetworkTensor> Run(
            IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default)
        {
            if (sees)
            {
                var planes = inputs["pixel_values"].Values;
                var means = Enumerable.Range(0, 3).Select(channel => planes.Skip(channel * 64).Take(64).Average() + 2f).ToArray();
                return new Dictionary<string, NetworkTensor> { ["image_embeds"] = new(means, 1, 3) };
            }

            clip.Read = inputs["input_ids"].Values;
            var words = new float[clip.TextSize];
            for (var i = 0; i < clip.Read.Count; i++)
            {
                if (clip.Read[i] < Words.Length && inputs["attention_mask"].Values[i] == 1)
                {
                    words[(int)clip.Read[i]]++;
                }
            }

            return new Dictionary<string, NetworkTensor> { ["text_embeds"] = new(words, 1, clip.TextSize) };
        }

        public void Dispose()
        {
        }
    }
}
