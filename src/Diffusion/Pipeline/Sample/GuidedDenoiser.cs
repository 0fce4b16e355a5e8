using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Guidance;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>
/// What samplers call. One call is: pick each picture's prompts for this step, run the network once over all of them together, turn its
/// outputs into clean latents, and let guidance combine them.
/// </summary>
internal sealed class GuidedDenoiser : IDenoiser
{
    private readonly Network _network;
    private readonly IPrediction _prediction;
    private readonly IGuidance _guidance;
    private readonly GuidanceSettings _settings;
    private readonly IReadOnlyList<PromptConditioning> _pictures;
    private readonly StepFinder _steps;
    private readonly bool _alwaysNegative;
    private readonly CancellationToken _cancellation;

    public GuidedDenoiser(
        Network network,
        IPrediction prediction,
        ISigmaTable table,
        IGuidance guidance,
        GuidanceSettings settings,
        IReadOnlyList<PromptConditioning> pictures,
        double[] sigmas,
        bool alwaysNegative,
        CancellationToken cancellation)
    {
        _network = network;
        _prediction = prediction;
        Table = table;
        _guidance = guidance;
        _settings = settings;
        _pictures = pictures;
        _steps = new StepFinder(sigmas);
        _alwaysNegative = alwaysNegative;
        _cancellation = cancellation;
    }

    public ISigmaTable Table { get; }

    public Denoised Denoise(Latent x, double sigma)
    {
        _cancellation.ThrowIfCancellationRequested();
        var step = _steps.StepAt(sigma);
        var guidanceStep = new GuidanceStep(sigma, _steps.ProgressAt(sigma), _settings);
        var withNegative = _alwaysNegative || _guidance.NeedsUnconditional(guidanceStep);

        var rows = Rows(step, withNegative);
        var items = Enumerable.Range(0, _pictures.Count).Select(x.Item).ToArray();
        var clean = Predict(items, sigma, step, rows);

        var guided = new Latent[_pictures.Count];
        var negative = withNegative ? new Latent[_pictures.Count] : null;
        var at = 0;
        for (var picture = 0; picture < _pictures.Count; picture++)
        {
            var conditional = new List<WeightedPrediction>();
            for (; at < rows.Count && rows[at].Picture == picture && !rows[at].Negative; at++)
            {
                conditional.Add(new WeightedPrediction(clean[at], rows[at].Weight));
            }

            if (negative is not null)
            {
                negative[picture] = clean[at++];
            }

            guided[picture] = _guidance.Guide(guidanceStep, items[picture], conditional, negative?[picture]);
        }

        return new Denoised(Latent.Concatenate(guided), negative is null ? null : Latent.Concatenate(negative));
    }

    // Steps count from 0, as in AUTOMATIC1111's sampler: [a:b:3] then holds a for four steps, and its pictures come out alike.
    private List<Row> Rows(int step, bool withNegative)
    {
        var rows = new List<Row>();
        for (var picture = 0; picture < _pictures.Count; picture++)
        {
            foreach (var part in PromptConditioning.At(_pictures[picture].Prompt, step).Parts)
            {
                rows.Add(new Row(picture, false, part.Embedding, part.Weight));
            }

            if (withNegative)
            {
                rows.Add(new Row(picture, true, PromptConditioning.At(_pictures[picture].Negative, step).Parts[0].Embedding, 1));
            }
        }

        return rows;
    }

    // Rows whose prompts have as many tokens share a pass. Pictures of one request nearly always do.
    private Latent[] Predict(Latent[] items, double sigma, int step, List<Row> rows)
    {
        var clean = new Latent[rows.Count];
        var timestep = Table.TimestepAt(sigma);
        var scale = IPrediction.InputScale(sigma);
        foreach (var group in Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].Embedding.Tokens))
        {
            var members = group.ToArray();
            var inputs = Array.ConvertAll(members, row => items[rows[row].Picture]);
            var outputs = _network.Predict(inputs, scale, timestep, Array.ConvertAll(members, row => rows[row].Embedding), _cancellation);
            for (var i = 0; i < members.Length; i++)
            {
                NotANumber.Check(outputs[i].Values, $"The UNet, at step {step + 1} of {_steps.Steps}");
                clean[members[i]] = _prediction.Denoised(inputs[i], sigma, outputs[i]);
            }
        }

        return clean;
    }

    private readonly record struct Row(int Picture, bool Negative, TextEmbedding Embedding, double Weight);
}
