using Atelier.Diffusion.Onnx;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>
/// An exported text encoder. The last layer comes with the final norm on it (<c>last_hidden_state</c>); earlier ones only where it was
/// exported with <c>hidden_states.N</c>, and without the norm, which is then read off the last layer: it stands there both ways.
/// </summary>
internal sealed class ReadyTextEncoder : ReadySession
{
    private const string Last = "last_hidden_state";
    private const string States = "hidden_states.";

    /// <exception cref="ModelRuntimeException">It takes what is not known.</exception>
    public ReadyTextEncoder(IModelSession network, string label)
        : base(network, label) => Known("input_ids", "attention_mask");

    public override IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        var ids = inputs["input_ids"];
        int[] shape = [.. ids.Shape];
        var outputs = RunNetwork(
            Inputs.ToDictionary(
                port => port.Name,
                port => Fitted(
                    port, port.Name == "input_ids" ? ids.ToFloats() : Enumerable.Repeat(1f, shape[0] * shape[1]).ToArray(), shape)),
            cancellation);
        var skip = (int)inputs["clip_skip"].ToFloats()[0];
        var answer = new Dictionary<string, TensorValue>();
        if (outputs.GetValueOrDefault("text_embeds") is { } embeds)
        {
            answer["text_embeds"] = embeds;
        }

        var last = outputs.Keys.Where(name => name.StartsWith(States, StringComparison.Ordinal))
            .Select(name => int.Parse(name[States.Length..], System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(-1).Max();
        var normed = Output(outputs, Last, "text_embeds");
        if (skip == 1)
        {
            answer["normed_hidden_state"] = normed;
            return answer;
        }

        var hidden = outputs.GetValueOrDefault($"{States}{last + 1 - skip}") ?? throw new RequestException(
            "clipSkip", $"needs layer {skip} from the end of the text encoder, and {Label} was exported without hidden_states; export it with them, or leave clipSkip at 1");
        answer["hidden_state"] = hidden;
        if (outputs.ContainsKey(Last))
        {
            answer["normed_hidden_state"] = LearnedNorm.Of(outputs[$"{States}{last}"], normed).Apply(hidden);
        }

        return answer;
    }
}
