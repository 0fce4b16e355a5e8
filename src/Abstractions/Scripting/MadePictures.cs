using System.Collections;

namespace Atelier.Scripting;

/// <summary>The pictures of one job, in order.</summary>
/// <param name="pictures">The pictures.</param>
public sealed class MadePictures(IReadOnlyList<MadePicture> pictures) : IReadOnlyList<MadePicture>
{
    /// <inheritdoc/>
    public int Count => pictures.Count;

    /// <inheritdoc/>
    public MadePicture this[int index] => pictures[index];

    /// <summary>Writes all of them: one under the path as it is, several numbered <c>name-1.png</c>, <c>name-2.png</c>.</summary>
    /// <param name="path">As <see cref="ScriptPicture.SaveAsync"/> takes it.</param>
    /// <returns>Where they lie, as full paths.</returns>
    /// <exception cref="ScriptException">The path leads out of the folder, or its ending is another format's.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(string path)
    {
        var saved = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            saved.Add(await this[i].SaveAsync(Count == 1 ? path : $"{Path.ChangeExtension(path, null)}-{i + 1}{Path.GetExtension(path)}"));
        }

        return saved;
    }

    /// <inheritdoc/>
    public IEnumerator<MadePicture> GetEnumerator() => pictures.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
