using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.ControlNet.Tests.Conditioning;

/// <summary>Networks by the name of their file, and requests for them.</summary>
internal sealed class SomeControls : IModelFiles, IModelRuntime
{
    public static readonly UNetShape UNet = new("sd1", RecordingNetwork.TextWidth, [8, 16], 16);

    public Dictionary<string, INetwork> Networks { get; } = new() { ["canny"] = new RecordingNetwork() };

    public RecordingNetwork Canny => (RecordingNetwork)Networks["canny"];

    public IConditioning Prepare(params ControlUnit[] units) => Prepare(SomePicture(), UNet, units);

    public IConditioning Prepare(Picture map, UNetShape unet, params ControlUnit[] units) => PluginParts.All.Conditioners["controlnet"].Prepare(new ConditioningRequest(
        [.. units.Select((unit, i) => new PreparedControl(unit, $"controls[{i}]", map))], unet, new TensorShape(1, 4, 2, 2), this, this,
        CancellationToken.None));

    /// <summary>A pass whose rows have these pictures and prompts; those below 0 are negative prompts.</summary>
    public static UNetPass Pass(double progress, params (float Picture, float Prompt)[] rows) => new(
        new NetworkTensor([.. rows.SelectMany(row => Enumerable.Repeat(row.Picture, 16))], rows.Length, 4, 2, 2),
        500,
        new NetworkTensor(
            [.. rows.SelectMany(row => Enumerable.Repeat(row.Prompt, 2 * RecordingNetwork.TextWidth))], rows.Length, 2,
            RecordingNetwork.TextWidth),
        TextEmbeds: null,
        TimeIds: null,
        [.. rows.Select(row => row.Prompt < 0)],
        progress,
        CancellationToken.None);

    /// <summary>16 × 16, white but for its first pixel, which is black.</summary>
    public static Picture SomePicture(int size = 16)
    {
        var pixels = new byte[size * size * 3];
        Array.Fill(pixels, (byte)255, 3, pixels.Length - 3);
        return Picture.Own(size, size, pixels);
    }

    public IReadOnlyList<ModelFile> List(string kind) => [.. Networks.Keys.Select(name => new ModelFile(kind, name, name))];

    public ModelFile Find(string kind, string name, string field) => Networks.ContainsKey(name)
        ? new ModelFile(kind, name, name)
        : throw new RequestException(field, $"'{name}' is not in models/{kind}");

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        file.Name == "broken" ? throw new RequestException(file.Kind, "'broken' cannot be used: broken: truncated") : Networks[file.Name];
}
