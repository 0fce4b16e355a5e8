namespace Atelier.Diffusion.Checkpoints;

/// <summary>A model file that cannot be used. The message is one line, for people: what is wrong, and the way out.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>A fault of no particular file.</summary>
    /// <param name="message">What is wrong, and the way out.</param>
    /// <param name="inner">What it came from, where something lower failed.</param>
    public CheckpointException(string message, Exception? inner = null)
        : base(OneLine(message), inner) => Reason = Message;

    private CheckpointException(string file, string reason, Exception? inner)
        : base(OneLine($"{file}: {reason}"), inner) => Reason = OneLine(reason);

    /// <summary>The message without the file's name in front: <c>invalid: truncated (…)</c>.</summary>
    public string Reason { get; }

    /// <summary>A fault of one file.</summary>
    /// <param name="file">The file as people know it, such as <c>unet/config.json</c>; never a path of the machine.</param>
    /// <param name="reason">What is wrong, and the way out.</param>
    /// <param name="inner">What it came from, where something lower failed.</param>
    public static CheckpointException For(string file, string reason, Exception? inner = null) => new(file, reason, inner);

    /// <summary>A file whose bytes break its format: <c>model.safetensors: invalid: …</c>.</summary>
    /// <param name="file">The file as people know it.</param>
    /// <param name="problem">Which rule is broken, with the numbers.</param>
    /// <param name="inner">What it came from, where something lower failed.</param>
    public static CheckpointException Invalid(string file, string problem, Exception? inner = null) =>
        new(file, $"invalid: {problem}", inner);

    // Names inside a file are its author's: they must not break a log line, nor fill a page.
    private static string OneLine(string text)
    {
        text = text.Length <= 1000 ? text : text[..1000] + "…";
        return string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) ? '?' : from[i];
            }
        });
    }
}
