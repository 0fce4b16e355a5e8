namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// A folder of ready-made ONNX networks: Optimum's layout, and that of diffusers' older export script (unet/, text_encoder/, vae_decoder/
/// and vae_encoder/, each with a model.onnx; configurations where the exporter left them). Which model it is, is read from what the
/// networks take.
/// </summary>
internal static class ReadyFolder
{
    public const string Kind = "ONNX folder";
    private const string File = "model.onnx";
    private const string DecoderFolder = "vae_decoder";
    private const string EncoderFolder = "vae_encoder";
    private const string LastHidden = "last_hidden_state";
    private static readonly IReadOnlyList<int> UsualLevels = [128, 256, 512, 512];

    /// <summary>Whether a folder holds ready-made networks and no checkpoint to build them from.</summary>
    public static bool Is(string path) =>
        System.IO.File.Exists(Path.Combine(path, DiffusersFolder.Index))
        && System.IO.File.Exists(Path.Combine(path, Components.UNet, File))
        && !Directory.EnumerateFiles(Path.Combine(path, Components.UNet), "*.safetensors*").Any();

    /// <summary>Opens a folder.</summary>
    /// <exception cref="CheckpointException">A network is missing, damaged, or takes what is not known.</exception>
    public static Checkpoint Open(string path, string? modelsFolder)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var layout = Layout(path);
        var unet = Signature(path, Components.UNet, "sample", "timestep", "encoder_hidden_states");
        var isXl = unet.Inputs.ContainsKey("text_embeds");
        string[] encoders = isXl ? [Components.TextEncoder, Components.TextEncoder2] : [Components.TextEncoder];
        var decoder = Signature(path, DecoderFolder, "latent_sample");
        var latentChannels = Size(decoder.Inputs["latent_sample"], 1) ?? 4;
        var context = Size(unet.Inputs["encoder_hidden_states"], 2)
            ?? layout.Configs.For(Components.UNet)?.OptionalInt("cross_attention_dim") ?? 768;
        var channels = Size(unet.Inputs["sample"], 1) ?? layout.Configs.For(Components.UNet)?.OptionalInt("in_channels") ?? latentChannels;
        var family = Families.Of(
            isXl ? Families.Sdxl : context == 1024 ? Families.Sd2 : Families.Sd1,
            FamilyDetector.Variant(layout.Label, channels, latentChannels));
        var scheduler = layout.Configs.For(Components.Scheduler) is { } file ? SchedulerConfigReader.Read(file) : new SchedulerConfig();
        var encoder = Path.Combine(path, EncoderFolder, File);
        var ready = new ReadyNetworks(
            Network(path, Components.UNet), [.. encoders.Select(part => Network(path, part))], Network(path, DecoderFolder), System.IO.File.Exists(encoder) ? encoder : null)
        {
            Files = [.. encoders.Append(Components.UNet).Append(DecoderFolder).Select(part => OnnxFiles.Check(Network(path, part))),
                .. System.IO.File.Exists(encoder) ? [OnnxFiles.Check(encoder)] : Array.Empty<OnnxFiles>()],
        };
        return new Checkpoint
        {
            Name = layout.Name,
            Path = path,
            Family = family,
            TextEncoders =
                [.. encoders.Select((part, index) => TextEncoder(layout, part, family, modelsFolder, index, isXl ? null : context))],
            UNet = new Part<UNetConfig>(
                UNet(layout, unet, family, scheduler, channels, latentChannels, context),
                new NoWeights(Path.Combine(path, Components.UNet))),
            Vae = new Part<VaeConfig>(Vae(layout, family, latentChannels), new NoWeights(Path.Combine(path, DecoderFolder))),
            Scheduler = scheduler,
            Files = [],
            Ready = ready,
        };
    }

    /// <summary>What is known of a folder without running it.</summary>
    public static CheckpointReport Inspect(string path, string? modelsFolder, bool hash, CancellationToken cancellation)
    {
        using var checkpoint = Open(path, modelsFolder);
        var ready = checkpoint.Ready!;
        string[] networks = [.. ready.TextEncoders, ready.UNet, ready.Decoder,
            .. ready.Encoder is { } encoder ? [encoder] : Array.Empty<string>()];
        return new CheckpointReport
        {
            Name = checkpoint.Name,
            Kind = Kind,
            State = "ready",
            Family = checkpoint.Family,
            PredictionType = checkpoint.Scheduler.PredictionType,
            Components = [.. networks.Select(network => Describe(network))],
            Files = [.. networks.Select(network => new FileReport(
                Label(network), OnnxFiles.Check(network).Length, network == ready.UNet,
                hash && network == ready.UNet ? ReadyHash.Of(network, cancellation) : null))],
        };
    }

    private static ComponentReport Describe(string network)
    {
        var parameters = OnnxSignature.Read(network, Label(network)).Parameters;
        // onnx.proto's numbers; whole numbers are mostly shapes.
        (int Type, string Name)[] real = [(1, "F32"), (10, "F16"), (16, "BF16"), (2, "U8"), (3, "I8")];
        var there = real.Where(type => parameters.GetValueOrDefault(type.Type) > 1024).OrderByDescending(type => parameters[type.Type])
            .ToList();
        return new ComponentReport(
            Path.GetFileName(Path.GetDirectoryName(network))!,
            string.Join(" + ", there.Select(type => type.Name)),
            there.Sum(type => parameters[type.Type]),
            OnnxFiles.Check(network).Length);
    }

    private static Layout Layout(string path) => new()
    {
        Name = Path.GetFileName(path),
        Path = path,
        Kind = Kind,
        Components = new Dictionary<string, MappedWeights>(),
        Files = [],
        Configs = new ConfigFolder(path, Required: false),
    };

    private static UNetConfig UNet(
        Layout layout, OnnxSignature signature, ModelFamily family, SchedulerConfig scheduler, int channels, int latentChannels,
        int context)
    {
        var config = layout.Configs.For(Components.UNet);
        var size = Size(signature.Inputs["sample"], 2) ?? config?.OptionalInt("sample_size")
            ?? Families.SampleSize(family, scheduler.PredictionType);
        return new UNetConfig
        {
            InChannels = channels,
            OutChannels = latentChannels,
            SampleSize = size,
            BlockOutChannels = [],
            TransformerLayers = [],
            MidTransformerLayers = 0,
            Heads = [],
            CrossAttentionDim = context,
            AdditionTimeEmbedDim = signature.Inputs.ContainsKey("time_ids") ? config?.OptionalInt("addition_time_embed_dim") ?? 256 : null,
            TimeCondProjDim = signature.Inputs.ContainsKey("timestep_cond") ? Size(signature.Inputs["timestep_cond"], 1) ?? 256 : null,
        };
    }

    private static VaeConfig Vae(Layout layout, ModelFamily family, int latentChannels)
    {
        var config = layout.Configs.For(DecoderFolder) ?? layout.Configs.For(Components.Vae);
        return new VaeConfig
        {
            LatentChannels = latentChannels,
            BlockOutChannels = config?.List("block_out_channels") ?? UsualLevels,
            ScalingFactor = config?.Number("scaling_factor", Families.ScalingFactor(family)) ?? Families.ScalingFactor(family),
        };
    }

    private static TextEncoderPart TextEncoder(Layout layout, string part, ModelFamily family, string? modelsFolder, int index, int? width)
    {
        var signature = Signature(layout.Path, part, "input_ids");
        var config = layout.Configs.For(part);
        var openClip = part == Components.TextEncoder2 || family.Id == Families.Sd2;
        var found = TokenizerFinder.Find(layout, index == 0 ? Components.Tokenizer : Components.Tokenizer2, modelsFolder)
            ?? throw CheckpointException.For(layout.Label, $"incomplete: {TokenizerFinder.Advice}");
        var hidden = signature.Outputs.TryGetValue(LastHidden, out var sizes) ? Size(sizes, 2) : null;
        var states = signature.Outputs.Keys.Count(name => name.StartsWith("hidden_states.", StringComparison.Ordinal));
        var clip = new ClipTextConfig
        {
            VocabSize = config?.OptionalInt("vocab_size") ?? int.MaxValue,
            HiddenSize = hidden ?? config?.OptionalInt("hidden_size") ?? width ?? 768,
            IntermediateSize = 0,
            Heads = 0,
            Layers = states > 1 ? states - 1 : config?.OptionalInt("num_hidden_layers") ?? 12,
            MaxPositions = Size(signature.Inputs["input_ids"], 1) ?? config?.OptionalInt("max_position_embeddings") ?? 77,
            ProjectionDim = signature.Outputs.ContainsKey("text_embeds") ? config?.OptionalInt("projection_dim") ?? 1280 : null,
            Penultimate = family.Id == Families.Sdxl,
        };
        return new TextEncoderPart(TokenIds.Apply(clip, found, openClip), new NoWeights(Path.Combine(layout.Path, part)), found.Folder);
    }

    private static OnnxSignature Signature(string path, string part, params string[] inputs)
    {
        var network = Network(path, part);
        var signature = OnnxSignature.Read(network, Label(network));
        var missing = inputs.FirstOrDefault(input => !signature.Inputs.ContainsKey(input));
        return missing is null
            ? signature
            : throw CheckpointException.For(
                Label(network),
                $"takes no input '{missing}', as {part} does; its inputs are {string.Join(", ", signature.Inputs.Keys.Take(8))}");
    }

    private static string Network(string path, string part)
    {
        var network = Path.Combine(path, part, File);
        return System.IO.File.Exists(network)
            ? network
            : throw CheckpointException.For(Path.GetFileName(path), $"incomplete: {part}/{File} is missing");
    }

    private static string Label(string network) => $"{Path.GetFileName(Path.GetDirectoryName(network))}/{File}";

    private static int? Size(IReadOnlyList<long> sizes, int axis) =>
        axis < sizes.Count && sizes[axis] is > 0 and <= 1 << 20 ? (int)sizes[axis] : null;
}
