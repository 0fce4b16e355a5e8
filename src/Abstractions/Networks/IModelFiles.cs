namespace Atelier.Networks;

/// <summary>
/// The files beside the models: what lies in <c>models/KIND</c>, there and one folder deeper. A name is only compared, never made a path.
/// </summary>
public interface IModelFiles
{
    /// <summary>The files of a kind, by name, read afresh.</summary>
    /// <param name="kind">One of <see cref="ModelFileKinds"/>.</param>
    IReadOnlyList<ModelFile> List(string kind);

    /// <summary>Finds a file by name, without regard to case, with or without its ending.</summary>
    /// <param name="kind">One of <see cref="ModelFileKinds"/>.</param>
    /// <param name="name">As listed.</param>
    /// <param name="field">The request's field that names it, for the error.</param>
    /// <exception cref="Generation.RequestException">There is none of that name; the message lists those there are.</exception>
    ModelFile Find(string kind, string name, string field);
}

/// <summary>A file, or a folder in diffusers' layout, beside the models.</summary>
/// <param name="Kind">One of <see cref="ModelFileKinds"/>.</param>
/// <param name="Name">Its name without ending.</param>
/// <param name="Path">Where it lies. Only to be opened, never shown.</param>
public sealed record ModelFile(string Kind, string Name, string Path);

/// <summary>The folders below the models folder.</summary>
public static class ModelFileKinds
{
    /// <summary>ControlNets.</summary>
    public const string ControlNet = "controlnet";

    /// <summary>LoRAs and kin.</summary>
    public const string Lora = "loras";

    /// <summary>Textual inversions.</summary>
    public const string Embedding = "embeddings";

    /// <summary>Autoencoders, small ones for previews too.</summary>
    public const string Vae = "vae";

    /// <summary>Networks that enlarge pictures.</summary>
    public const string Upscaler = "upscalers";

    /// <summary>Networks that make control maps, each an ONNX file with a JSON file beside it.</summary>
    public const string Annotator = "annotators";

    /// <summary>CLIP models that compare pictures with texts, a folder each with ONNX files and a tokenizer.</summary>
    public const string Clip = "clip";
}
