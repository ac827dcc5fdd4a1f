using ReluGen.Readers.Json;
using static System.FormattableString;

namespace ReluGen.Readers.Safetensors;

/// <summary>
/// Safetensors files to named tensors: eight bytes of a length, a JSON object of so many bytes, then the tensors' bytes.
/// As the format demands, they fill the rest of the file without overlap or hole, and metadata means nothing.
/// </summary>
public static class SafetensorsReader
{
    private const int LengthBytes = 8;

    /// <summary>Reads a file.</summary>
    public static ReadResult<TensorFile> Read(byte[] bytes)
    {
        if (FileSignature.DescribeForeign(bytes) is { } foreign)
        {
            return ReadResult<TensorFile>.Failed(foreign);
        }

        if (bytes.Length < LengthBytes)
        {
            return ReadResult<TensorFile>.Failed(Invariant($"The file has {bytes.Length} bytes; safetensors start with {LengthBytes} bytes of a length. Fetch the file again."));
        }

        ulong length = 0;
        for (int i = 0; i < LengthBytes; i++)
        {
            length |= (ulong)bytes[i] << (8 * i);
        }

        if (length > (ulong)(bytes.Length - LengthBytes))
        {
            return ReadResult<TensorFile>.Failed(Invariant($"The header should have {length} bytes, but {bytes.Length - LengthBytes} are left in the file. It is no safetensors file, or a damaged one: fetch it again."));
        }

        ReadResult<JsonDocument> read = JsonReader.Read(new ByteRange(bytes, LengthBytes, (int)length));
        if (read.Value is not { } document)
        {
            return ReadResult<TensorFile>.Failed($"The header is no JSON: {read.Problems[0]} Fetch the file again.");
        }

        if (document.Root is not JsonObject header)
        {
            return ReadResult<TensorFile>.Failed($"The header is {document.Root.Kind}; it must be an object. Fetch the file again.");
        }

        int start = LengthBytes + (int)length;
        return new HeaderReader(new ByteRange(bytes, start, bytes.Length - start)).Read(header);
    }

    /// <summary>Reads the tensors that a header describes.</summary>
    /// <param name="data">The bytes behind the header.</param>
    private sealed class HeaderReader(ByteRange data)
    {
        private readonly ProblemList _problems = new();
        private readonly List<NamedTensor> _tensors = [];
        private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
        private readonly List<(long Start, long End, string Name)> _stretches = [];

        public ReadResult<TensorFile> Read(JsonObject header)
        {
            foreach (JsonMember member in header.Members)
            {
                if (_problems.IsFull)
                {
                    break;
                }

                if (member.Name == "__metadata__")
                {
                    continue;
                }

                if (ReadTensor(member) is { } fault)
                {
                    _problems.Add($"The tensor {QuotedText.Quote(member.Name)} {fault}.");
                }
            }

            CheckStretches();
            return _problems.Count > 0 ? _problems.Fail<TensorFile>() : ReadResult<TensorFile>.Of(new TensorFile(_tensors, _unreadable));
        }

        /// <summary>Reads a tensor; returns what is wrong, to be put behind its name, or null.</summary>
        private string? ReadTensor(JsonMember member)
        {
            if (member.Value is not JsonObject entry || entry["dtype"] is not JsonString format
                || Integers(entry["shape"]) is not { } dimensions || Integers(entry["data_offsets"]) is not { Count: 2 } offsets)
            {
                return "must have a 'dtype', a 'shape' and two 'data_offsets'";
            }

            (long start, long end) = (offsets[0], offsets[1]);
            if (start < 0 || end < start || end > data.Length)
            {
                return Invariant($"takes the bytes {start} to {end}; the file has {data.Length} behind its header. Fetch it again");
            }

            if (TensorShape.Check(dimensions, out int[] shape, out int count) is { } fault)
            {
                return fault;
            }

            _stretches.Add((start, end, member.Name));
            if (Storage(format.Value) is not { } storage)
            {
                _unreadable.Add(member.Name, $"is of the format {QuotedText.Quote(format.Value)}, which is not read");
                return null;
            }

            long needed = (long)count * storage.Size;
            if (end - start != needed)
            {
                return Invariant($"has {end - start} bytes; its shape {QuotedText.Shape(shape)} of {format.Value} needs {needed}");
            }

            var stretch = new ByteRange(data.Bytes, data.Start + (int)start, (int)needed);
            TensorFault? unheld = TensorDecoder.Decode(member.Name, storage, shape, stretch, isBigEndian: false, out NamedTensor? tensor);
            if (unheld is { IsDamage: false })
            {
                _unreadable.Add(member.Name, unheld.Reason);
            }
            else if (tensor is not null)
            {
                _tensors.Add(tensor);
            }

            return unheld is { IsDamage: true } ? unheld.Reason : null;
        }

        private void CheckStretches()
        {
            long position = 0;
            string before = "the header";
            foreach ((long start, long end, string name) in _stretches.OrderBy(stretch => stretch.Start).ThenBy(stretch => stretch.End))
            {
                if (start != position)
                {
                    string what = start < position ? "overlaps" : "leaves a hole behind";
                    _problems.Add(Invariant($"The tensor {QuotedText.Quote(name)} starts at byte {start} and {what} {before}, which ends at {position}. Export the file again."));
                    return;
                }

                position = end;
                before = QuotedText.Quote(name);
            }

            if (position != data.Length && _problems.Count == 0)
            {
                _problems.Add(Invariant($"The tensors take {position} bytes, but {data.Length} follow the header. Fetch the file again."));
            }
        }

        private static IReadOnlyList<long>? Integers(JsonValue? value)
        {
            if (value is not JsonArray array || array.Items.Any(item => item is not JsonNumber { Integer: not null }))
            {
                return null;
            }

            return [.. array.Items.Select(item => ((JsonNumber)item).Integer!.Value)];
        }

        private static NumberStorage? Storage(string format) => format switch
        {
            "F64" => NumberStorage.Float64,
            "F32" => NumberStorage.Float32,
            "F16" => NumberStorage.Float16,
            "BF16" => NumberStorage.BFloat16,
            "I64" => NumberStorage.Signed(8),
            "I32" => NumberStorage.Signed(4),
            "I16" => NumberStorage.Signed(2),
            "I8" => NumberStorage.Signed(1),
            "U64" => NumberStorage.Unsigned(8),
            "U32" => NumberStorage.Unsigned(4),
            "U16" => NumberStorage.Unsigned(2),
            "U8" => NumberStorage.Unsigned(1),
            "BOOL" => NumberStorage.Boolean,
            _ => null,
        };
    }
}
